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

import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableColumn.Mismatch;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableIndex.Projection;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.source.ColumnPath;
import io.glaux.source.SourceTableName;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * Tables, items and conditions at random. Values are few, so that conditions meet them.
 */
public final class RandomQueries
{
    private static final List<String> TEXTS =
            List.of("", "a", "ab", "abc", "b", "A", "10", "9", "1.0", "\uFFFD", "\uD83D\uDE00", "a%", "a_b", "ab\nc");
    private static final List<String> KEY_TEXTS = TEXTS.subList(1, TEXTS.size());
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "3", "10", "-1", "9223372036854775807", "1.5", "2.25", "1e20", "-0.001");

    private final Random random;

    public RandomQueries(Random random)
    {
        this.random = random;
    }

    /**
     * A table that has a column of each type, and attributes whose names differ in a sign.
     */
    public TableSchema table(boolean hasSort, List<TableIndex> indexes, long items, long bytes)
    {
        ColumnType.Whole bigint = new ColumnType.Whole(64);
        ColumnType.Row row = new ColumnType.Row(List.of(
                new ColumnType.RowField("x", "X", bigint),
                new ColumnType.RowField("y", "y-y", new ColumnType.Text())));
        List<TableColumn> columns = List.of(
                column("h", "h", new ColumnType.Text(), Mismatch.ERROR),
                column("s", "s", bigint, Mismatch.ERROR),
                column("number", "a-b", bigint, Mismatch.ERROR),
                column("number_or_null", "a_b", bigint, Mismatch.NULL),
                column("text", "text", new ColumnType.Text(), Mismatch.ERROR),
                column("text_or_null", "a.b", new ColumnType.Text(), Mismatch.NULL),
                column("truth", "truth", new ColumnType.Bool(), Mismatch.NULL),
                column("bytes", "bytes", new ColumnType.Binary(), Mismatch.NULL),
                column("number_text", "nt", new ColumnType.NumberText(), Mismatch.NULL),
                column("price", "price", new ColumnType.Decimal(10, 2), Mismatch.NULL),
                column("json", "json", new ColumnType.Json(), Mismatch.ERROR),
                column("anything", "any", new ColumnType.AnyText(), Mismatch.ERROR),
                column("record", "record", row, Mismatch.NULL));
        KeySchema key = new KeySchema(
                new KeyAttribute("h", AttributeType.S),
                hasSort ? Optional.of(new KeyAttribute("s", AttributeType.N)) : Optional.empty());
        return new TableSchema(
                new SourceTableName("default", "t"),
                "t",
                key,
                indexes,
                columns,
                items,
                bytes,
                OptionalLong.empty(),
                List.of());
    }

    private static TableColumn column(String name, String attribute, ColumnType type, Mismatch mismatch)
    {
        return new TableColumn("t", name, List.of(attribute), type, mismatch);
    }

    /**
     * @param items that are counted, of 100 bytes
     */
    public static TableIndex index(String name, KeySchema key, Projection projection, Set<String> included, long items)
    {
        return new TableIndex(name, true, key, projection, included, true, items, items * 100);
    }

    /**
     * Items with different keys.
     */
    public List<Map<String, AttributeValue>> items(int count, boolean hasSort)
    {
        Set<List<String>> keys = new HashSet<>();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int attempt = 0; attempt < count; attempt++) {
            String hash = any(KEY_TEXTS);
            String sort = Integer.toString(random.nextInt(12) - 2);
            if (keys.add(hasSort ? List.of(hash, sort) : List.of(hash))) {
                items.add(item(hash, sort));
            }
        }
        return items;
    }

    private Map<String, AttributeValue> item(String hash, String sort)
    {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("h", AttributeValue.fromS(hash));
        item.put("s", AttributeValue.fromN(sort));
        put(item, "a-b", AttributeValue.fromN(Integer.toString(random.nextInt(4))));
        put(item, "a_b", wild());
        // an index has it in its key, so it is never empty
        put(item, "text", AttributeValue.fromS(any(KEY_TEXTS)));
        put(item, "a.b", wild());
        put(item, "truth", random.nextInt(4) == 0 ? wild() : AttributeValue.fromBool(random.nextBoolean()));
        put(item, "bytes", random.nextInt(4) == 0 ? wild() : bytes());
        put(item, "nt", wild());
        put(item, "price", wild());
        put(item, "json", wild());
        put(item, "any", wild());
        Map<String, AttributeValue> record = new HashMap<>();
        put(record, "X", wild());
        put(record, "y-y", wild());
        put(item, "record", random.nextInt(4) == 0 ? wild() : AttributeValue.fromM(record));
        return item;
    }

    // a third of the attributes is absent or NULL
    private void put(Map<String, AttributeValue> map, String name, AttributeValue value)
    {
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> map.put(name, AttributeValue.fromNul(true));
            default -> map.put(name, value);
        }
    }

    private AttributeValue wild()
    {
        return switch (random.nextInt(12)) {
            case 0 -> AttributeValue.fromBool(random.nextBoolean());
            case 1 -> bytes();
            case 2 -> AttributeValue.fromSs(List.of("a", "abc"));
            case 3 -> AttributeValue.fromL(List.of(AttributeValue.fromS("a")));
            case 4 -> AttributeValue.fromM(Map.of("X", AttributeValue.fromN("1")));
            case 5, 6, 7, 8 -> AttributeValue.fromN(any(NUMBERS));
            default -> AttributeValue.fromS(any(TEXTS));
        };
    }

    private AttributeValue bytes()
    {
        byte[] bytes = new byte[random.nextInt(3)];
        for (int position = 0; position < bytes.length; position++) {
            bytes[position] = (byte) (random.nextInt(3) - 1);
        }
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private <T> T any(List<T> all)
    {
        return all.get(random.nextInt(all.size()));
    }

    /**
     * A condition on any columns.
     */
    public Expression condition(TableSchema table, int depth)
    {
        if (depth == 0 || random.nextInt(3) == 0) {
            return test(table);
        }
        List<Expression> operands = new ArrayList<>();
        for (int operand = 0; operand < 2 + random.nextInt(2); operand++) {
            operands.add(condition(table, depth - 1));
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Expression.And(operands);
            case 1 -> new Expression.Or(operands);
            default -> new Expression.Not(operands.getFirst());
        };
    }

    /**
     * A condition on the key of a table, or of an index by texts.
     */
    public Expression keyCondition(TableSchema table)
    {
        String column = any(List.of("h", "h", "s", "text", "number"));
        return test(table.column(ColumnPath.of(column)), ColumnPath.of(column));
    }

    private Expression test(TableSchema table)
    {
        ColumnPath path = random.nextInt(3) == 0
                ? ColumnPath.of(random.nextBoolean() ? "h" : "s")
                : path(any(table.columns()).name());
        return test(table.column(path), path);
    }

    private ColumnPath path(String name)
    {
        return name.equals("record") ? ColumnPath.of("record", random.nextBoolean() ? "x" : "y") : ColumnPath.of(name);
    }

    private Expression test(TableColumn column, ColumnPath path)
    {
        Expression subject = new Expression.Column(path);
        boolean isText = column.type() instanceof ColumnType.Text;
        return switch (random.nextInt(isText ? 9 : 6)) {
            case 0 -> new Expression.IsNull(subject);
            case 1, 2 -> new Expression.In(subject, column.field(), values(column));
            case 3 -> new Expression.Comparison(
                    any(List.of(ComparisonOperator.values())),
                    new Expression.Literal(column.field(), random.nextInt(8) == 0 ? null : value(column)),
                    subject);
            case 4, 5 -> column.type() instanceof ColumnType.Bool && random.nextBoolean()
                    ? subject
                    : new Expression.Comparison(
                    any(List.of(ComparisonOperator.values())),
                    subject,
                    new Expression.Literal(column.field(), random.nextInt(8) == 0 ? null : value(column)));
            case 6 -> new Expression.StartsWith(subject, any(TEXTS));
            default -> new Expression.Like(subject, pattern(), random.nextBoolean()
                    ? OptionalInt.empty()
                    : OptionalInt.of('\\'));
        };
    }

    private List<Object> values(TableColumn column)
    {
        List<Object> values = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            values.add(value(column));
        }
        return values;
    }

    private String pattern()
    {
        return any(List.of(
                "a%", "%b%", "ab", "a_", "_b%", "%c", "a%c", "%", "", "\\a%", "a\\%", "%\\_b", "a\\", "%%a%%"));
    }

    private Object value(TableColumn column)
    {
        return switch (column.type()) {
            case ColumnType.Whole _ -> Long.valueOf(random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(5) - 1);
            case ColumnType.Decimal _ -> new BigDecimal(any(List.of("0.00", "1.00", "1.50", "2.25", "10.00", "-1.00")));
            case ColumnType.Bool _ -> random.nextBoolean();
            case ColumnType.Binary _ -> bytes().b().asByteArray();
            case ColumnType.NumberText _ -> any(List.of("1", "1.0", "1.5", "x", "10"));
            default -> any(TEXTS);
        };
    }
}
