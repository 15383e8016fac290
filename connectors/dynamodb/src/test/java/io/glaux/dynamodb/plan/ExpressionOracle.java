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
package io.glaux.dynamodb.plan;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates the text of an expression, as DynamoDB documents it, and refuses what DynamoDB refuses: placeholders that
 * are not there or not used, parentheses around parentheses, bounds in the wrong order, more than 4 KB, 300 operators
 * or 100 operands.
 */
public final class ExpressionOracle
{
    private static final Pattern TOKEN = Pattern.compile("\\s*([#:][A-Za-z0-9]+|[A-Za-z_]+|<>|<=|>=|[<>=(),.])");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();
    private Map<String, AttributeValue> item = Map.of();
    private int position;
    private int operators;

    public ExpressionOracle(String text, Map<String, String> names, Map<String, AttributeValue> values)
    {
        this.names = names;
        this.values = values;
        refuse(text.length() > 4096, "the expression is too long");
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find()) {
            refuse(matcher.start() != end, "a character that is no token");
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        refuse(end != text.length(), "a character that is no token");
        boolean _ = isTrue(Map.of());
        refuse(operators > 300, "there are too many operators");
    }

    /**
     * The placeholders that it has.
     */
    public Set<String> used()
    {
        return used;
    }

    public boolean isTrue(Map<String, AttributeValue> tested)
    {
        item = tested;
        position = 0;
        operators = 0;
        boolean value = or();
        refuse(position != tokens.size(), "there is more than an expression");
        return value;
    }

    private static void refuse(boolean isWrong, String why)
    {
        if (isWrong) {
            throw new IllegalArgumentException("DynamoDB refuses it: " + why);
        }
    }

    private boolean or()
    {
        boolean value = and();
        while (accept("OR")) {
            operators++;
            value |= and();
        }
        return value;
    }

    private boolean and()
    {
        boolean value = not();
        while (accept("AND")) {
            operators++;
            value &= not();
        }
        return value;
    }

    private boolean not()
    {
        if (accept("NOT")) {
            operators++;
            return !not();
        }
        if (accept("(")) {
            boolean isDouble = tokens.get(position).equals("(");
            boolean value = or();
            expect(")");
            refuse(isDouble && tokens.get(position - 2).equals(")") && isWrapped(), "redundant parentheses");
            return value;
        }
        return test();
    }

    // whether the inner parentheses have all that the outer ones have
    private boolean isWrapped()
    {
        int depth = 0;
        for (int at = position - 2; at >= 0; at--) {
            depth += switch (tokens.get(at)) {
                case ")" -> 1;
                case "(" -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return at > 0 && tokens.get(at - 1).equals("(");
            }
        }
        return false;
    }

    private boolean test()
    {
        String first = tokens.get(position);
        operators++;
        if (first.startsWith("#")) {
            return comparison(path());
        }
        position++;
        expect("(");
        Optional<AttributeValue> subject = path();
        boolean value = switch (first) {
            case "attribute_exists" -> subject.isPresent();
            case "attribute_not_exists" -> subject.isEmpty();
            case "attribute_type" -> {
                String type = argument().s();
                yield subject.filter(found -> type(found).equals(type)).isPresent();
            }
            case "begins_with" -> {
                AttributeValue prefix = argument();
                yield subject.filter(found -> begins(found, prefix)).isPresent();
            }
            case "contains" -> {
                AttributeValue part = argument();
                yield subject.filter(found -> contains(found, part)).isPresent();
            }
            default -> throw new IllegalArgumentException("There is no function " + first);
        };
        expect(")");
        return value;
    }

    private AttributeValue argument()
    {
        expect(",");
        return value();
    }

    private boolean comparison(Optional<AttributeValue> subject)
    {
        if (accept("BETWEEN")) {
            AttributeValue low = value();
            expect("AND");
            AttributeValue high = value();
            refuse(!type(low).equals(type(high)) || compare(low, high) > 0, "the bounds of BETWEEN");
            return subject.filter(found -> type(found).equals(type(low)))
                    .filter(found -> compare(found, low) >= 0 && compare(found, high) <= 0)
                    .isPresent();
        }
        if (accept("IN")) {
            return in(subject);
        }
        String operator = tokens.get(position++);
        AttributeValue right = value();
        boolean isComparable = subject.isPresent() && type(subject.get()).equals(type(right));
        if (operator.equals("=") || operator.equals("<>")) {
            boolean isEqual = isComparable && isEqual(subject.get(), right);
            return isEqual == operator.equals("=");
        }
        refuse(right.type() == AttributeValue.Type.BOOL, "an order of booleans");
        if (!isComparable) {
            return false;
        }
        int order = compare(subject.get(), right);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException("There is no operator " + operator);
        };
    }

    private boolean in(Optional<AttributeValue> subject)
    {
        expect("(");
        boolean isFound = false;
        int operands = 0;
        do {
            AttributeValue operand = value();
            operands++;
            isFound |= subject.filter(found -> type(found).equals(type(operand)))
                    .filter(found -> isEqual(found, operand))
                    .isPresent();
        }
        while (accept(","));
        expect(")");
        refuse(operands > 100, "there are too many operands");
        return isFound;
    }

    private Optional<AttributeValue> path()
    {
        Optional<AttributeValue> found = Optional.ofNullable(item.get(name()));
        while (accept(".")) {
            String name = name();
            found = found.filter(AttributeValue::hasM).map(map -> map.m().get(name));
        }
        return found;
    }

    private String name()
    {
        String placeholder = tokens.get(position++);
        refuse(!names.containsKey(placeholder), "a name that is not told");
        used.add(placeholder);
        return names.get(placeholder);
    }

    private AttributeValue value()
    {
        String placeholder = tokens.get(position++);
        refuse(!values.containsKey(placeholder), "a value that is not told");
        used.add(placeholder);
        return values.get(placeholder);
    }

    private boolean accept(String token)
    {
        if (position < tokens.size() && tokens.get(position).equals(token)) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(String token)
    {
        refuse(!accept(token), "no " + token);
    }

    private static String type(AttributeValue value)
    {
        return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
    }

    private static boolean isEqual(AttributeValue left, AttributeValue right)
    {
        return left.type() == AttributeValue.Type.N
                ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n())) == 0
                : left.equals(right);
    }

    /**
     * In the order of DynamoDB; both of one type.
     */
    public static int compare(AttributeValue left, AttributeValue right)
    {
        return switch (left.type()) {
            case S -> Arrays.compareUnsigned(
                    left.s().getBytes(StandardCharsets.UTF_8),
                    right.s().getBytes(StandardCharsets.UTF_8));
            case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            case B -> Arrays.compareUnsigned(left.b().asByteArray(), right.b().asByteArray());
            default -> throw new IllegalArgumentException("DynamoDB refuses it: an order of " + left.type());
        };
    }

    private static boolean begins(AttributeValue value, AttributeValue prefix)
    {
        if (value.type() != prefix.type()) {
            return false;
        }
        return switch (value.type()) {
            case S -> value.s().startsWith(prefix.s());
            case B -> Arrays.equals(
                    Arrays.copyOf(value.b().asByteArray(), Math.min(length(value), length(prefix))),
                    prefix.b().asByteArray());
            default -> false;
        };
    }

    private static int length(AttributeValue bytes)
    {
        return bytes.b().asByteArray().length;
    }

    private static boolean contains(AttributeValue value, AttributeValue part)
    {
        return switch (value.type()) {
            case S -> value.s().contains(part.s());
            case SS -> value.ss().contains(part.s());
            case L -> value.l().contains(part);
            default -> false;
        };
    }
}
