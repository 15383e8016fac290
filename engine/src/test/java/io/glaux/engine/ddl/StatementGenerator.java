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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.ColumnPosition;
import io.glaux.engine.ddl.statement.AlterTable.DropColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.NewPartition;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.ddl.statement.AlterTable.RenameTable;
import io.glaux.engine.ddl.statement.AlterTable.ReplaceColumns;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.SetTableProperties;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.CreateTable.Bucketing;
import io.glaux.engine.ddl.statement.CreateTable.Delimited;
import io.glaux.engine.ddl.statement.CreateTable.FormatClasses;
import io.glaux.engine.ddl.statement.CreateTable.NamedFormat;
import io.glaux.engine.ddl.statement.CreateTable.RowFormat;
import io.glaux.engine.ddl.statement.CreateTable.SerDe;
import io.glaux.engine.ddl.statement.CreateTable.SortColumn;
import io.glaux.engine.ddl.statement.CreateTable.StorageFormat;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.SetDatabaseProperties;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.PartitionTransform;
import io.glaux.engine.ddl.statement.PartitionTransform.Function;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowCreateTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowPartitions;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.ShowStatement.ShowViews;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.ddl.statement.VacuumTable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Random statements, every form among them.
 */
final class StatementGenerator
{
    private static final String[] NAMES = {
            "t", "orders", "a1", "2024_x", "my-table", "date", "partition", "a`b", "_id", "column", "größe", "add",
            "location", "formatted", "string", "x y", "a,b", "elem",
    };
    private static final String[] FIELDS = {"a", "b1", "timestamp", "date", "a.b", "x-y", "_z", "key"};
    private static final String[] TEXTS = {
            "", "a", "it's", "\"", "\\", "\n", "\t", "\u0001", "s3://bucket/path/", "a;b", "--", "/*", "`", "日本語",
            "\\u0041", "\ud83d\ude00", "%", "_", "x=1/y=2", "\0",
    };
    private static final String[] TYPES = {
            "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "string", "binary", "date",
            "timestamp", "decimal(10,0)", "decimal(38,38)", "char(255)", "varchar(65535)",
    };
    private static final String[] FORMATS = {"PARQUET", "ORC", "TEXTFILE", "ION", "NOBODY_KNOWS"};

    private final Random random;

    StatementGenerator(Random random)
    {
        this.random = requireNonNull(random, "random is null");
    }

    DdlStatement statement()
    {
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> createTable();
            case 3, 4 -> alterTable();
            case 5 -> database();
            case 6 -> random.nextBoolean()
                    ? new RepairTable(table(), pick(RepairTable.Mode.values()))
                    : new DropTable(table(), random.nextBoolean(), random.nextBoolean());
            case 7 -> show();
            default -> other();
        };
    }

    private DdlStatement other()
    {
        return switch (random.nextInt(3)) {
            case 0 -> new OptimizeTable(table(), optional(() -> "a > 1 and \"b c\" = 'x'"));
            case 1 -> new VacuumTable(table());
            default -> new DescribeTable(
                    table(),
                    pick(DescribeTable.Form.values()),
                    random.nextBoolean() ? partition() : Map.of(),
                    random.nextBoolean() ? list(this::name) : List.of());
        };
    }

    private DdlStatement database()
    {
        return switch (random.nextInt(3)) {
            case 0 -> new CreateDatabase(
                    databaseName(), random.nextBoolean(), optional(this::text), optional(this::text), properties(0));
            case 1 -> new SetDatabaseProperties(databaseName(), properties(1));
            default -> new DropDatabase(databaseName(), random.nextBoolean(), random.nextBoolean());
        };
    }

    private DdlStatement show()
    {
        return switch (random.nextInt(7)) {
            case 0 -> new ShowDatabases(optional(this::text), optional(this::name));
            case 1 -> new ShowTables(optional(this::databaseName), optional(this::text));
            case 2 -> new ShowViews(optional(this::databaseName), optional(this::text));
            case 3 -> new ShowPartitions(table(), random.nextBoolean() ? partition() : Map.of());
            case 4 -> new ShowTableProperties(table(), optional(this::text));
            case 5 -> new ShowColumns(table());
            default -> new ShowCreateTable(table());
        };
    }

    private DdlStatement alterTable()
    {
        Map<String, String> partition = random.nextBoolean() ? partition() : Map.of();
        return switch (random.nextInt(12)) {
            case 0 -> new AddColumns(table(), partition, list(this::column));
            case 1 -> new ReplaceColumns(table(), partition, list(this::column));
            case 2 -> new DropColumn(table(), name());
            case 3, 4 -> new ChangeColumn(
                    table(), partition, name(), column(), optional(() -> new ColumnPosition(optional(this::name))));
            case 5 -> new RenameTable(table(), table());
            case 6 -> new SetTableProperties(table(), properties(1));
            case 7 -> new UnsetTableProperties(table(), random.nextBoolean(), list(this::text));
            case 8 -> new SetLocation(table(), partition, text());
            case 9 -> new AddPartitions(
                    table(), random.nextBoolean(), list(() -> new NewPartition(partition(), optional(this::text))));
            case 10 -> new DropPartitions(table(), random.nextBoolean(), list(this::partition), random.nextBoolean());
            default -> new RenamePartition(table(), partition(), partition());
        };
    }

    private CreateTable createTable()
    {
        boolean typed = random.nextBoolean();
        boolean partitioned = random.nextBoolean();
        return new CreateTable(
                table(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(5) == 0 ? List.of() : list(this::column),
                optional(this::text),
                partitioned && typed ? list(this::column) : List.of(),
                partitioned && !typed ? list(this::transform) : List.of(),
                optional(() -> new Bucketing(
                        list(this::name),
                        random.nextBoolean() ? List.of() : list(() -> new SortColumn(name(), random.nextBoolean())),
                        random.nextInt(1_000_000_000))),
                optional(this::rowFormat),
                properties(0),
                optional(this::storageFormat),
                optional(this::text),
                properties(0));
    }

    private PartitionTransform transform()
    {
        Function function = pick(Function.values());
        boolean counted = function == Function.BUCKET || function == Function.TRUNCATE;
        return new PartitionTransform(
                function, name(), counted ? OptionalInt.of(random.nextInt(1000)) : OptionalInt.empty());
    }

    private RowFormat rowFormat()
    {
        if (random.nextBoolean()) {
            return new SerDe(text());
        }
        return new Delimited(
                Optional.of(text()),
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::text));
    }

    private StorageFormat storageFormat()
    {
        return random.nextBoolean() ? new NamedFormat(pick(FORMATS)) : new FormatClasses(text(), text());
    }

    private ColumnDefinition column()
    {
        return new ColumnDefinition(name(), type(0), optional(this::text));
    }

    private String type(int depth)
    {
        if (depth > 4 || random.nextInt(3) > 0) {
            return pick(TYPES);
        }
        return switch (random.nextInt(4)) {
            case 0 -> "array<%s>".formatted(type(depth + 1));
            case 1 -> "map<%s,%s>".formatted(pick(TYPES), type(depth + 1));
            case 2 -> "uniontype<%s>".formatted(String.join(",", list(() -> type(depth + 1))));
            default -> "struct<%s>".formatted(
                    String.join(",", list(() -> pick(FIELDS) + ":" + type(depth + 1))));
        };
    }

    private TableName table()
    {
        Optional<String> database = optional(this::name);
        return new TableName(database.flatMap(_ -> optional(this::name)), database, name());
    }

    private DatabaseName databaseName()
    {
        return new DatabaseName(optional(this::name), name());
    }

    private Map<String, String> partition()
    {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : list(this::name)) {
            values.put(column, random.nextInt(3) == 0 ? pick(new String[] {"07", "-1", "2.50", "1e9"}) : text());
        }
        return values;
    }

    private Map<String, String> properties(int least)
    {
        Map<String, String> properties = new LinkedHashMap<>();
        int size = least + random.nextInt(3);
        while (properties.size() < size) {
            properties.put(text() + properties.size(), text());
        }
        return properties;
    }

    private String name()
    {
        return pick(NAMES).toLowerCase(Locale.ROOT);
    }

    private String text()
    {
        return random.nextInt(4) == 0 ? pick(TEXTS) + pick(TEXTS) : pick(TEXTS);
    }

    private <T> Optional<T> optional(Supplier<T> value)
    {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> value)
    {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            list.add(value.get());
        }
        return list;
    }

    private <T> T pick(T[] choices)
    {
        return choices[random.nextInt(choices.length)];
    }
}
