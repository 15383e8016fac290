/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.engine.catalog.projection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;

/**
 * A random expression over partition columns, and what it means, told by other means than the catalog's.
 *
 * @param meaning true, false, or empty when SQL does not know
 */
record RandomCondition(String text, Function<List<String>, Optional<Boolean>> meaning)
{
    static RandomCondition generate(Random random, List<RandomColumn> columns, int depth)
    {
        return switch (random.nextInt(depth == 0 ? 1 : 4)) {
            case 1 -> {
                RandomCondition term = generate(random, columns, depth - 1);
                yield new RandomCondition("NOT (%s)".formatted(term.text), values ->
                        term.meaning.apply(values).map(value -> !value));
            }
            case 2 -> combined("OR", true, terms(random, columns, depth));
            case 3 -> combined("AND", false, terms(random, columns, depth));
            default -> leaf(random, columns);
        };
    }

    /**
     * Both conditions.
     */
    RandomCondition and(RandomCondition other)
    {
        return combined("AND", false, List.of(this, other));
    }

    /**
     * Equality or IN, as injected columns need it.
     */
    static RandomCondition named(Random random, int place, RandomColumn column)
    {
        List<String> literals = IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ ->
                literal(random, column)).toList();
        String text = literals.size() == 1
                ? "%s = %s".formatted(column.name(), quoted(literals.getFirst()))
                : "%s in (%s)".formatted(
                column.name(),
                literals.stream().map(RandomCondition::quoted).collect(joining(", ")));
        return new RandomCondition(text, values -> Optional.of(literals.stream().anyMatch(literal ->
                column.compare(values.get(place), literal) == 0)));
    }

    private static List<RandomCondition> terms(Random random, List<RandomColumn> columns, int depth)
    {
        return IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ -> generate(random, columns, depth - 1)).toList();
    }

    private static RandomCondition combined(String operator, boolean decisive, List<RandomCondition> terms)
    {
        String text = terms.stream().map(term ->
                "(%s)".formatted(term.text)).collect(joining(" %s ".formatted(operator)));
        return new RandomCondition(text, values -> {
            List<Optional<Boolean>> parts = terms.stream().map(term -> term.meaning.apply(values)).toList();
            if (parts.contains(Optional.of(decisive))) {
                return Optional.of(decisive);
            }
            return parts.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!decisive);
        });
    }

    private static RandomCondition leaf(Random random, List<RandomColumn> columns)
    {
        int place = random.nextInt(columns.size());
        RandomColumn column = columns.get(place);
        return switch (random.nextInt(8)) {
            case 0 -> {
                boolean negated = random.nextInt(4) > 0;
                yield new RandomCondition(
                        "%s is %s null".formatted(column.name(), negated ? "not" : ""),
                        _ -> Optional.of(negated));
            }
            case 1 -> named(random, place, column);
            case 2, 3 -> between(random, place, column);
            case 4 -> like(random, place, column);
            case 5 -> new RandomCondition("%s = null".formatted(column.name()), _ -> Optional.empty());
            default -> comparison(random, place, column);
        };
    }

    private static RandomCondition comparison(Random random, int place, RandomColumn column)
    {
        String literal = literal(random, column);
        String operator = List.of("=", "<>", "<", "<=", ">", ">=").get(random.nextInt(6));
        IntPredicate holds = switch (operator) {
            case "=" -> comparison -> comparison == 0;
            case "<" -> comparison -> comparison < 0;
            case "<=" -> comparison -> comparison <= 0;
            case ">" -> comparison -> comparison > 0;
            case ">=" -> comparison -> comparison >= 0;
            default -> comparison -> comparison != 0;
        };
        return new RandomCondition(
                "%s %s %s".formatted(column.name().toUpperCase(Locale.ROOT), operator, quoted(literal)),
                values -> Optional.of(holds.test(column.compare(values.get(place), literal))));
    }

    private static RandomCondition between(Random random, int place, RandomColumn column)
    {
        String one = literal(random, column);
        String two = literal(random, column);
        boolean swap = random.nextInt(8) > 0 && column.compare(one, two) > 0;
        String low = swap ? two : one;
        String high = swap ? one : two;
        boolean negated = random.nextInt(4) == 0;
        return new RandomCondition(
                "%s %s between %s and %s".formatted(column.name(), negated ? "not" : "", quoted(low), quoted(high)),
                values -> {
                    String value = values.get(place);
                    boolean within = column.compare(value, low) >= 0 && column.compare(value, high) <= 0;
                    return Optional.of(within != negated);
                });
    }

    private static RandomCondition like(Random random, int place, RandomColumn column)
    {
        String value = literal(random, column);
        int[] characters = value.codePoints().toArray();
        int cut = random.nextInt(characters.length + 1);
        String prefix = new String(characters, 0, cut);
        int kind = random.nextInt(3);
        String escaped = prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        String pattern = switch (kind) {
            case 0 -> escaped + "%";
            case 1 -> "%" + escaped;
            default -> escaped + "_".repeat(characters.length - cut);
        };
        String regex = switch (kind) {
            case 0 -> Pattern.quote(prefix) + ".*";
            case 1 -> ".*" + Pattern.quote(prefix);
            default -> Pattern.quote(prefix) + ".".repeat(characters.length - cut);
        };
        return new RandomCondition(
                "%s like %s escape '!'".formatted(column.name(), quoted(pattern)),
                values -> Optional.of(values.get(place).matches("(?s)" + regex)));
    }

    private static String literal(Random random, RandomColumn column)
    {
        return column.literals().get(random.nextInt(column.literals().size()));
    }

    private static String quoted(String literal)
    {
        return "'%s'".formatted(literal.replace("'", "''"));
    }
}
