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
package io.glaux.engine.catalog.predicate;

import io.glaux.engine.catalog.predicate.PartitionPredicate.And;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Comparison;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Constant;
import io.glaux.engine.catalog.predicate.PartitionPredicate.In;
import io.glaux.engine.catalog.predicate.PartitionPredicate.IsNull;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Like;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Not;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Operator;
import io.glaux.engine.catalog.predicate.PartitionPredicate.Or;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import static io.glaux.engine.catalog.predicate.PartitionPredicate.NULL_VALUE;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Parses an expression by descent: OR, AND, NOT, and a comparison of a partition key with literals.
 */
final class PredicateParser
{
    /**
     * Nesting that no client comes near to, and that the stack bears.
     */
    private static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final List<Column> keys;
    private int next;
    private int depth;

    PredicateParser(String expression, List<Column> keys)
    {
        this.tokens = new PredicateLexer(expression).tokens();
        this.keys = requireNonNull(keys, "keys is null");
    }

    PartitionPredicate parse()
    {
        PartitionPredicate predicate = disjunction();
        if (peek().kind() != Token.Kind.END) {
            throw expected("AND, OR or the end");
        }
        return predicate;
    }

    private PartitionPredicate disjunction()
    {
        List<PartitionPredicate> terms = new ArrayList<>(List.of(conjunction()));
        while (takeWord("OR")) {
            terms.add(conjunction());
        }
        return terms.size() == 1 ? terms.getFirst() : new Or(terms);
    }

    private PartitionPredicate conjunction()
    {
        List<PartitionPredicate> terms = new ArrayList<>(List.of(negation()));
        while (takeWord("AND")) {
            terms.add(negation());
        }
        return terms.size() == 1 ? terms.getFirst() : new And(terms);
    }

    private PartitionPredicate negation()
    {
        depth++;
        if (depth > DEEPEST) {
            throw PredicateLexer.wrong(peek().position(), "it is nested more than %s deep".formatted(DEEPEST));
        }
        try {
            if (takeWord("NOT")) {
                return new Not(negation());
            }
            if (takeSymbol("(")) {
                PartitionPredicate predicate = disjunction();
                require(")");
                return predicate;
            }
            return comparison();
        }
        finally {
            depth--;
        }
    }

    private PartitionPredicate comparison()
    {
        Token first = peek();
        OptionalInt key = takeKey();
        if (key.isPresent()) {
            return keyComparison(key.getAsInt());
        }
        Literal left = literal();
        Operator operator = operator();
        OptionalInt right = takeKey();
        if (right.isPresent()) {
            return compare(right.getAsInt(), operator.mirrored(), left);
        }
        return constant(left, operator, literal(), first);
    }

    private PartitionPredicate keyComparison(int key)
    {
        if (takeWord("IS")) {
            boolean negated = takeWord("NOT");
            requireWord("NULL");
            return negated ? new Not(new IsNull(key)) : new IsNull(key);
        }
        if (takeWord("NOT")) {
            return new Not(membership(key));
        }
        Token token = peek();
        if (token.isWord("IN") || token.isWord("BETWEEN") || token.isWord("LIKE")) {
            return membership(key);
        }
        Operator operator = operator();
        return compare(key, operator, literal());
    }

    private PartitionPredicate membership(int key)
    {
        if (takeWord("IN")) {
            return in(key);
        }
        if (takeWord("BETWEEN")) {
            Literal low = literal();
            requireWord("AND");
            return new And(List.of(
                    compare(key, Operator.GREATER_OR_EQUAL, low),
                    compare(key, Operator.LESS_OR_EQUAL, literal())));
        }
        if (takeWord("LIKE")) {
            return like(key);
        }
        throw expected("IN, BETWEEN or LIKE");
    }

    private PartitionPredicate in(int key)
    {
        require("(");
        List<PartitionPredicate> others = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        do {
            Literal literal = literal();
            if (literal.isNull() || literal.text().equals(NULL_VALUE)) {
                others.add(compare(key, Operator.EQUAL, literal));
            }
            else {
                values.add(typed(key, literal));
            }
        }
        while (takeSymbol(","));
        require(")");
        if (!values.isEmpty()) {
            others.addFirst(new In(key, type(key), values));
        }
        return others.size() == 1 ? others.getFirst() : new Or(others);
    }

    private PartitionPredicate like(int key)
    {
        Literal pattern = literal();
        Optional<Integer> escape = Optional.empty();
        Token position = peek();
        if (takeWord("ESCAPE")) {
            position = peek();
            String text = literal().text();
            if (text.codePointCount(0, text.length()) != 1) {
                throw PredicateLexer.wrong(position.position(), "the escape must be one character");
            }
            escape = Optional.of(text.codePointAt(0));
        }
        try {
            return new Like(key, LikePattern.of(pattern.text(), escape));
        }
        catch (IllegalArgumentException e) {
            throw PredicateLexer.wrong(position.position(), e.getMessage());
        }
    }

    /**
     * The literal {@link PartitionPredicate#NULL_VALUE} asks for null, whatever the type of the key: clients of Glue
     * have no other way to ask for it that works with Glue.
     */
    private PartitionPredicate compare(int key, Operator operator, Literal literal)
    {
        if (literal.isNull()) {
            return new Constant(Truth.UNKNOWN);
        }
        if (literal.text().equals(NULL_VALUE)) {
            return switch (operator) {
                case EQUAL -> new IsNull(key);
                case NOT_EQUAL -> new Not(new IsNull(key));
                default -> new Constant(Truth.UNKNOWN);
            };
        }
        return new Comparison(key, type(key), operator, typed(key, literal));
    }

    private static PartitionPredicate constant(Literal left, Operator operator, Literal right, Token first)
    {
        if (left.isNull() || right.isNull()) {
            return new Constant(Truth.UNKNOWN);
        }
        if (left.kind() == Token.Kind.QUOTED || right.kind() == Token.Kind.QUOTED || left.kind() != right.kind()) {
            throw PredicateLexer.wrong(first.position(), "a comparison needs a partition key of the table");
        }
        KeyType type = left.kind() == Token.Kind.NUMBER ? KeyType.NUMBER : KeyType.STRING;
        int comparison = type.compareValues(type.parseText(left.text()), type.parseText(right.text()));
        return new Constant(Truth.of(operator.holds(comparison)));
    }

    private Object typed(int key, Literal literal)
    {
        return type(key).parse(literal.text()).orElseThrow(() -> PredicateLexer.wrong(
                literal.position(),
                "'%s' is no value of the partition key %s, which is %s".formatted(
                        literal.text(),
                        keys.get(key).name(),
                        keys.get(key).type())));
    }

    private KeyType type(int key)
    {
        return KeyType.of(requireNonNullElse(keys.get(key).type(), "string"));
    }

    private Operator operator()
    {
        Token token = peek();
        Operator operator = token.kind() != Token.Kind.SYMBOL ? null : switch (token.text()) {
            case "=" -> Operator.EQUAL;
            case "<>", "!=" -> Operator.NOT_EQUAL;
            case "<" -> Operator.LESS;
            case "<=" -> Operator.LESS_OR_EQUAL;
            case ">" -> Operator.GREATER;
            case ">=" -> Operator.GREATER_OR_EQUAL;
            default -> null;
        };
        if (operator == null) {
            throw expected("a comparison");
        }
        next++;
        return operator;
    }

    /**
     * A partition key, if one comes next. A word that is none is a mistake unless it starts a literal.
     */
    private OptionalInt takeKey()
    {
        Token token = peek();
        return switch (token.kind()) {
            case WORD, COLUMN, QUOTED -> {
                if (startsTypedLiteral()) {
                    yield OptionalInt.empty();
                }
                OptionalInt key = keyOf(token.text());
                if (key.isPresent()) {
                    next++;
                    yield key;
                }
                boolean literal = token.kind() == Token.Kind.QUOTED
                        || token.isWord("NULL") || token.isWord("TRUE") || token.isWord("FALSE");
                if (!literal) {
                    String names = keys.stream().map(Column::name).collect(Collectors.joining(", "));
                    throw PredicateLexer.wrong(
                            token.position(),
                            "'%s' is no partition key of the table, which has %s".formatted(
                                    token.text(),
                                    names.isEmpty() ? "none" : names));
                }
                yield OptionalInt.empty();
            }
            default -> OptionalInt.empty();
        };
    }

    private OptionalInt keyOf(String name)
    {
        for (int index = 0; index < keys.size(); index++) {
            if (keys.get(index).name().equalsIgnoreCase(name)) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private Literal literal()
    {
        if (startsTypedLiteral()) {
            next++;
        }
        Token token = peek();
        boolean negative = takeSymbol("-");
        if (negative || takeSymbol("+")) {
            Token number = peek();
            if (number.kind() != Token.Kind.NUMBER) {
                throw expected("a number");
            }
            next++;
            return new Literal(Token.Kind.NUMBER, (negative ? "-" : "") + number.text(), token.position());
        }
        return switch (token.kind()) {
            case STRING, QUOTED, NUMBER -> {
                next++;
                yield new Literal(token.kind(), token.text(), token.position());
            }
            case WORD -> {
                if (takeWord("NULL")) {
                    yield new Literal(Token.Kind.END, "", token.position());
                }
                if (takeWord("TRUE") || takeWord("FALSE")) {
                    yield new Literal(Token.Kind.WORD, token.text(), token.position());
                }
                throw expected("a value");
            }
            case COLUMN, SYMBOL, END -> throw expected("a value");
        };
    }

    /**
     * {@code DATE '2024-01-05'} and {@code TIMESTAMP '2024-01-05 00:00:00'}; both words may be names of keys as well.
     */
    private boolean startsTypedLiteral()
    {
        Token token = peek();
        return (token.isWord("DATE") || token.isWord("TIMESTAMP")) && tokens.get(next + 1).kind() == Token.Kind.STRING;
    }

    private Token peek()
    {
        return tokens.get(next);
    }

    private boolean takeWord(String keyword)
    {
        boolean taken = peek().isWord(keyword);
        next += taken ? 1 : 0;
        return taken;
    }

    private boolean takeSymbol(String symbol)
    {
        boolean taken = peek().isSymbol(symbol);
        next += taken ? 1 : 0;
        return taken;
    }

    private void require(String symbol)
    {
        if (!takeSymbol(symbol)) {
            throw expected("'%s'".formatted(symbol));
        }
    }

    private void requireWord(String keyword)
    {
        if (!takeWord(keyword)) {
            throw expected(keyword);
        }
    }

    private GlauxException expected(String what)
    {
        return PredicateLexer.wrong(peek().position(), "expected %s, found %s".formatted(what, peek().describe()));
    }

    /**
     * @param kind END for NULL
     */
    private record Literal(Token.Kind kind, String text, int position)
    {
        Literal
        {
            requireNonNull(kind, "kind is null");
            requireNonNull(text, "text is null");
        }

        boolean isNull()
        {
            return Objects.equals(kind, Token.Kind.END);
        }
    }
}
