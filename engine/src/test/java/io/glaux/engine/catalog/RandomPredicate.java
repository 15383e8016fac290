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
package io.glaux.engine.catalog;

import software.amazon.awssdk.services.glue.model.Column;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

/**
 * A random expression over three partition keys, as text, and what it means, told by other means than the catalog's.
 *
 * @param text the expression
 * @param meaning true, false, or empty when SQL does not know
 */
record RandomPredicate(String text, Function<List<String>, Optional<Boolean>> meaning)
{
    static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    static final List<Column> KEYS = List.of(column("region", "string"), column("day", "date"), column("hour", "int"));
    private static final List<String> REGIONS = List.of(
            "",
            "a",
            "a'b",
            "ab",
            "a\u0000",
            "b",
            "%",
            "_",
            "eu-west-1",
            "\uFFFD",
            "\uD83E\uDD89",
            "2024",
            "\u00e9",
            NULL);

    private static Column column(String name, String type)
    {
        return Column.builder().name(name).type(type).build();
    }

    static List<String> randomValues(Random random)
    {
        return List.of(randomRegion(random), randomText(random, 1), randomText(random, 2));
    }

    static RandomPredicate generate(Random random, int depth)
    {
        int choice = random.nextInt(depth == 0 ? 1 : 4);
        return switch (choice) {
            case 1 -> {
                RandomPredicate term = generate(random, depth - 1);
                yield new RandomPredicate("NOT (%s)".formatted(term.text), values ->
                        term.meaning.apply(values).map(value -> !value));
            }
            case 2 -> combine(random, depth, "AND", false);
            case 3 -> combine(random, depth, "or", true);
            default -> leaf(random);
        };
    }

    /**
     * @param decisive the value of one term that decides the whole
     */
    private static RandomPredicate combine(Random random, int depth, String operator, boolean decisive)
    {
        List<RandomPredicate> terms = IntStream.range(0, 2 + random.nextInt(2)).mapToObj(_ ->
                generate(random, depth - 1)).toList();
        String text = terms.stream().map(term ->
                "(%s)".formatted(term.text)).collect(joining(" %s ".formatted(operator)));
        return new RandomPredicate(text, values -> {
            List<Optional<Boolean>> parts = terms.stream().map(term -> term.meaning.apply(values)).toList();
            if (parts.contains(Optional.of(decisive))) {
                return Optional.of(decisive);
            }
            return parts.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(!decisive);
        });
    }

    private static RandomPredicate leaf(Random random)
    {
        int key = random.nextInt(KEYS.size());
        return switch (random.nextInt(6)) {
            case 0 -> isNull(random, key);
            case 1 -> in(random, key);
            case 2 -> between(random, key);
            case 3 -> like(random);
            default -> comparison(random, key);
        };
    }

    private static RandomPredicate comparison(Random random, int key)
    {
        String literal = randomText(random, key);
        String operator = List.of("=", "<>", "!=", "<", "<=", ">", ">=").get(random.nextInt(7));
        IntPredicate holds = switch (operator) {
            case "=" -> comparison -> comparison == 0;
            case "<" -> comparison -> comparison < 0;
            case "<=" -> comparison -> comparison <= 0;
            case ">" -> comparison -> comparison > 0;
            case ">=" -> comparison -> comparison >= 0;
            default -> comparison -> comparison != 0;
        };
        boolean mirrored = random.nextInt(4) == 0;
        String text = mirrored
                ? "%s %s %s".formatted(written(random, key, literal), mirror(operator), name(random, key))
                : "%s%s%s".formatted(name(random, key), operator, written(random, key, literal));
        return new RandomPredicate(text, values -> compare(key, values.get(key), literal).map(holds::test));
    }

    private static RandomPredicate isNull(Random random, int key)
    {
        boolean negated = random.nextBoolean();
        String text = switch (random.nextInt(2)) {
            case 0 -> "%s is %snull".formatted(name(random, key), negated ? "not " : "");
            default -> "%s %s '%s'".formatted(name(random, key), negated ? "<>" : "=", NULL);
        };
        return new RandomPredicate(text, values -> Optional.of(values.get(key).equals(NULL) != negated));
    }

    private static RandomPredicate in(Random random, int key)
    {
        boolean negated = random.nextInt(3) == 0;
        List<String> literals = IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ ->
                randomText(random, key)).toList();
        String text = "%s %sin (%s)".formatted(
                name(random, key),
                negated ? "not " : "",
                literals.stream().map(literal -> written(random, key, literal)).collect(joining(", ")));
        return new RandomPredicate(text, values -> {
            if (values.get(key).equals(NULL)) {
                return Optional.empty();
            }
            boolean found = literals.stream().anyMatch(literal ->
                    compare(key, values.get(key), literal).orElseThrow() == 0);
            return Optional.of(found != negated);
        });
    }

    private static RandomPredicate between(Random random, int key)
    {
        String low = randomText(random, key);
        String high = randomText(random, key);
        boolean negated = random.nextInt(3) == 0;
        String text = "%s %sBETWEEN %s AND %s".formatted(
                name(random, key),
                negated ? "NOT " : "",
                written(random, key, low),
                written(random, key, high));
        return new RandomPredicate(text, values -> compare(key, values.get(key), low)
                .map(aboveLow -> (aboveLow >= 0 && compare(key, values.get(key), high).orElseThrow() <= 0) != negated));
    }

    private static RandomPredicate like(Random random)
    {
        String pattern = List.of("a%", "%b", "_", "%-west-_", "%", "a_", "!%%", "!__").get(random.nextInt(8));
        String regex = pattern.chars()
                .mapToObj(character -> Character.toString(character))
                .collect(joining())
                .replace("!%", "\\%").replace("!_", "\\_")
                .replaceAll("(?<!\\\\)%", ".*").replaceAll("(?<!\\\\)_", ".")
                .replace("\\%", "%").replace("\\_", "_");
        Pattern compiled = Pattern.compile(regex, Pattern.DOTALL);
        String text = "region like '%s' escape '!'".formatted(pattern);
        return new RandomPredicate(text, values -> values.getFirst().equals(NULL)
                ? Optional.empty()
                : Optional.of(compiled.matcher(values.getFirst()).matches()));
    }

    private static Optional<Integer> compare(int key, String value, String literal)
    {
        if (value.equals(NULL)) {
            return Optional.empty();
        }
        return Optional.of(switch (key) {
            case 0 -> Arrays.compareUnsigned(value.getBytes(UTF_8), literal.getBytes(UTF_8));
            case 1 -> LocalDate.parse(value).compareTo(LocalDate.parse(literal));
            default -> new BigInteger(value).compareTo(new BigInteger(literal));
        });
    }

    private static String randomRegion(Random random)
    {
        return REGIONS.get(random.nextInt(REGIONS.size()));
    }

    private static String randomText(Random random, int key)
    {
        return switch (key) {
            case 0 -> REGIONS.get(random.nextInt(REGIONS.size() - 1));
            case 1 -> LocalDate.of(2024, 2, 26).plusDays(random.nextInt(6)).toString();
            // not canonical: two texts of one number
            default -> (random.nextBoolean() ? "0" : "") + random.nextInt(12);
        };
    }

    private static String written(Random random, int key, String literal)
    {
        String quoted = "'%s'".formatted(literal.replace("'", "''"));
        return switch (key) {
            case 0 -> quoted;
            case 1 -> random.nextBoolean() ? "DATE " + quoted : quoted;
            default -> random.nextBoolean() ? literal : quoted;
        };
    }

    private static String name(Random random, int key)
    {
        String name = KEYS.get(key).name();
        return switch (random.nextInt(4)) {
            case 0 -> "`%s`".formatted(name);
            case 1 -> "\"%s\"".formatted(name);
            case 2 -> name.toUpperCase(Locale.ROOT);
            default -> name;
        };
    }

    private static String mirror(String operator)
    {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }
}
