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

import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
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
import io.glaux.engine.ddl.statement.CreateTable.StorageFormat;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DatabaseStatement;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.SetDatabaseProperties;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.PartitionTransform;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement;
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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Statements as texts, in one of the many ways that mean the same: case, blanks, comments, quotes and the order of
 * clauses are random.
 */
final class StatementRenderer
{
    private static final Pattern PLAIN_NAME = Pattern.compile("t|orders|a1|2024_x|elem|add|location|string");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(e[0-9]+)?");

    private final Random random;

    StatementRenderer(Random random)
    {
        this.random = requireNonNull(random, "random is null");
    }

    String render(DdlStatement statement)
    {
        String text = switch (statement) {
            case CreateTable create -> createTable(create);
            case AlterTable alter -> words("ALTER TABLE") + table(alter.table()) + alter(alter);
            case DatabaseStatement database -> database(database);
            case ShowStatement show -> words("SHOW") + show(show);
            case DropTable drop -> words("DROP TABLE") + flag(drop.ifExists(), "IF EXISTS") + table(drop.table())
                    + flag(drop.purge(), "PURGE");
            case RepairTable repair -> words("MSCK REPAIR TABLE") + table(repair.table())
                    + flag(repair.mode() != RepairTable.Mode.ADD || random.nextBoolean(),
                    repair.mode().name() + " PARTITIONS");
            case OptimizeTable optimize -> words("OPTIMIZE") + table(optimize.table())
                    + words("REWRITE DATA USING BIN_PACK")
                    + optimize.where().map(where -> words("WHERE") + where).orElse("");
            case VacuumTable vacuum -> words("VACUUM") + table(vacuum.table());
            case DescribeTable describe -> describe(describe);
        };
        return text.strip() + (random.nextInt(5) == 0 ? " ;" : "");
    }

    private String describe(DescribeTable describe)
    {
        return words(random.nextBoolean() ? "DESC" : "DESCRIBE")
                + flag(describe.form() != DescribeTable.Form.BASIC, describe.form().name())
                + table(describe.table())
                + (describe.partition().isEmpty() ? "" : words("PARTITION") + partition(describe.partition()))
                + describe.columnPath().stream().map(this::name).collect(joining("."));
    }

    private String database(DatabaseStatement statement)
    {
        String kind = random.nextBoolean() ? "DATABASE" : "SCHEMA";
        return switch (statement) {
            case CreateDatabase create -> words("CREATE " + kind) + flag(create.ifNotExists(), "IF NOT EXISTS")
                    + database(create.name())
                    + shuffled(
                    clause("COMMENT", create.comment().map(this::text)),
                    clause("LOCATION", create.location().map(this::text)),
                    properties("WITH DBPROPERTIES", create.properties()));
            case SetDatabaseProperties set -> words("ALTER " + kind) + database(set.name()) + words("SET")
                    + properties("DBPROPERTIES", set.properties());
            case DropDatabase drop -> words("DROP " + kind) + flag(drop.ifExists(), "IF EXISTS")
                    + database(drop.name())
                    + flag(drop.cascade() || random.nextBoolean(), drop.cascade() ? "CASCADE" : "RESTRICT");
        };
    }

    private String show(ShowStatement statement)
    {
        return switch (statement) {
            case ShowDatabases show -> words(random.nextBoolean() ? "DATABASES" : "SCHEMAS")
                    + clause(in(), show.catalog().map(this::name)) + pattern(show.pattern());
            case ShowTables show -> words("TABLES") + clause(in(), show.database().map(this::database))
                    + pattern(show.pattern());
            case ShowViews show -> words("VIEWS") + clause(in(), show.database().map(this::database))
                    + pattern(show.pattern());
            case ShowPartitions show -> words("PARTITIONS") + table(show.table())
                    + (show.partition().isEmpty() ? "" : words("PARTITION") + partition(show.partition()));
            case ShowTableProperties show -> words("TBLPROPERTIES") + table(show.table())
                    + show.key().map(key -> "(" + text(key) + ")").orElse("");
            case ShowColumns show -> words("COLUMNS " + in()) + columnsOf(show.table());
            case ShowCreateTable show -> words("CREATE TABLE") + table(show.table());
        };
    }

    private String columnsOf(TableName table)
    {
        if (table.database().isEmpty() || random.nextBoolean()) {
            return table(table);
        }
        return name(table.table()) + words(in()) + database(new DatabaseName(table.catalog(), table.database().get()));
    }

    private String alter(AlterTable alter)
    {
        return switch (alter) {
            case AddColumns add -> ofPartition(add.partition()) + words("ADD COLUMNS") + columns(add.columns());
            case ReplaceColumns replace -> ofPartition(replace.partition()) + words("REPLACE COLUMNS")
                    + columns(replace.columns());
            case DropColumn drop -> words("DROP COLUMN") + name(drop.column());
            case ChangeColumn change -> ofPartition(change.partition())
                    + words(random.nextBoolean() ? "CHANGE" : "CHANGE COLUMN") + name(change.column())
                    + column(change.definition())
                    + change.position()
                    .map(position -> position.after()
                            .map(after -> words("AFTER") + name(after))
                            .orElseGet(() -> words("FIRST")))
                    .orElse("");
            case RenameTable rename -> words("RENAME TO") + table(rename.newName());
            case SetTableProperties set -> words("SET") + properties("TBLPROPERTIES", set.properties());
            case UnsetTableProperties unset -> words("UNSET TBLPROPERTIES") + flag(unset.ifExists(), "IF EXISTS")
                    + unset.keys().stream().map(this::text).collect(joining(",", "(", ")"));
            case SetLocation set -> ofPartition(set.partition()) + words("SET LOCATION") + text(set.location());
            case AddPartitions add -> words("ADD") + flag(add.ifNotExists(), "IF NOT EXISTS")
                    + add.partitions().stream()
                    .map(partition -> words("PARTITION") + partition(partition.partition())
                            + clause("LOCATION", partition.location().map(this::text)))
                    .collect(joining(" "));
            case DropPartitions drop -> words("DROP") + flag(drop.ifExists(), "IF EXISTS")
                    + drop.partitions().stream()
                    .map(partition -> words("PARTITION") + partition(partition))
                    .collect(joining(","))
                    + flag(drop.purge(), "PURGE");
            case RenamePartition rename -> ofPartition(rename.partition()) + words("RENAME TO PARTITION")
                    + partition(rename.newPartition());
        };
    }

    private String ofPartition(Map<String, String> partition)
    {
        return partition.isEmpty() ? "" : words("PARTITION") + partition(partition);
    }

    private String createTable(CreateTable create)
    {
        return words("CREATE") + flag(create.external(), "EXTERNAL") + words("TABLE")
                + flag(create.ifNotExists(), "IF NOT EXISTS") + table(create.name())
                + (create.columns().isEmpty() ? "" : columns(create.columns()))
                + shuffled(
                clause("COMMENT", create.comment().map(this::text)),
                create.partitionColumns().isEmpty() ? ""
                        : words("PARTITIONED BY") + columns(create.partitionColumns()),
                create.partitionTransforms().isEmpty() ? ""
                        : words("PARTITIONED BY") + create.partitionTransforms().stream()
                                                    .map(this::transform)
                                                    .collect(joining(",", "(", ")")),
                create.bucketing().map(this::bucketing).orElse(""),
                create.rowFormat().map(this::rowFormat).orElse(""),
                properties("WITH SERDEPROPERTIES", create.serdeProperties()),
                create.storageFormat().map(this::storageFormat).orElse(""),
                clause("LOCATION", create.location().map(this::text)),
                properties("TBLPROPERTIES", create.properties()));
    }

    private String transform(PartitionTransform transform)
    {
        String column = name(transform.column());
        return switch (transform.function()) {
            case IDENTITY -> column;
            case BUCKET, TRUNCATE -> words(transform.function().name()) + (random.nextBoolean()
                    ? "(%s, %s)".formatted(transform.parameter().getAsInt(), column)
                    : "(%s, %s)".formatted(column, transform.parameter().getAsInt()));
            default -> words(transform.function().name()) + "(" + column + ")";
        };
    }

    private String bucketing(Bucketing bucketing)
    {
        String columns = bucketing.columns().stream().map(this::name).collect(joining(",", "(", ")"));
        String sorted = bucketing.sortColumns().stream()
                .map(column -> name(column.name()) + direction(column.ascending()))
                .collect(joining(",", "(", ")"));
        return words("CLUSTERED BY") + columns
                + (bucketing.sortColumns().isEmpty() ? "" : words("SORTED BY") + sorted)
                + words("INTO") + bucketing.buckets() + words("BUCKETS");
    }

    private String direction(boolean ascending)
    {
        return flag(!ascending || random.nextBoolean(), ascending ? "ASC" : "DESC");
    }

    private String rowFormat(RowFormat format)
    {
        return words("ROW FORMAT") + switch (format) {
            case SerDe serde -> words("SERDE") + text(serde.className());
            case Delimited delimited -> words("DELIMITED") + shuffled(
                    clause("FIELDS TERMINATED BY", delimited.fieldsTerminatedBy().map(this::text)),
                    clause("ESCAPED BY", delimited.escapedBy().map(this::text)),
                    clause("COLLECTION ITEMS TERMINATED BY", delimited.collectionItemsTerminatedBy().map(this::text)),
                    clause("MAP KEYS TERMINATED BY", delimited.mapKeysTerminatedBy().map(this::text)),
                    clause("LINES TERMINATED BY", delimited.linesTerminatedBy().map(this::text)),
                    clause("NULL DEFINED AS", delimited.nullDefinedAs().map(this::text)));
        };
    }

    private String storageFormat(StorageFormat format)
    {
        return words("STORED AS") + switch (format) {
            case NamedFormat named -> words(named.name());
            case FormatClasses classes -> words("INPUTFORMAT") + text(classes.inputFormat()) + words("OUTPUTFORMAT")
                    + text(classes.outputFormat());
        };
    }

    private String columns(List<ColumnDefinition> columns)
    {
        return columns.stream().map(this::column).collect(joining(",", "(", ")"));
    }

    private String column(ColumnDefinition column)
    {
        return name(column.name()) + type(column.type()) + clause("COMMENT", column.comment().map(this::text));
    }

    /**
     * Only the fields x-y and _z need backticks.
     */
    private String type(String type)
    {
        String text = type.replace("x-y:", "`x-y`:").replace("_z:", "`_Z`:");
        return " " + words(text.replace("<", " < ").replace(",", " , ").replace(">", "> "));
    }

    private String table(TableName table)
    {
        return Stream.of(table.catalog(), table.database(), Optional.of(table.table()))
                .flatMap(Optional::stream)
                .map(this::name)
                .collect(joining(".")) + " ";
    }

    private String database(DatabaseName database)
    {
        return database.catalog().map(catalog -> name(catalog) + ".").orElse("") + name(database.database()) + " ";
    }

    private String name(String name)
    {
        boolean plain = PLAIN_NAME.matcher(name).matches() && random.nextBoolean();
        return " " + (plain ? inSomeCase(name) : "`" + name.replace("`", "``") + "`") + " ";
    }

    private String partition(Map<String, String> partition)
    {
        return partition.entrySet().stream()
                .map(entry -> name(entry.getKey()) + "=" + value(entry.getValue()))
                .collect(joining(",", "(", ")"));
    }

    private String value(String value)
    {
        boolean number = NUMBER.matcher(value).matches() && random.nextBoolean();
        return number ? value : flag(random.nextInt(8) == 0, "DATE") + text(value);
    }

    private String properties(String words, Map<String, String> properties)
    {
        String list = properties.entrySet().stream()
                .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                .collect(joining(",", "(", ")"));
        return properties.isEmpty() ? "" : words(words) + list;
    }

    private String text(String text)
    {
        char quote = random.nextBoolean() ? '\'' : '"';
        StringBuilder literal = new StringBuilder().append(' ').append(quote);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '\n' -> literal.append("\\n");
                case '\t' -> literal.append(random.nextBoolean() ? "\\t" : "\\011");
                case '\0' -> literal.append("\\u0000");
                case '\\' -> literal.append("\\\\");
                case '\'', '"' -> literal.append(character == quote ? "\\" : "").append(character);
                case 1 -> literal.append(random.nextBoolean() ? "\\001" : "\\u0001");
                default -> literal.append(character);
            }
        }
        return literal.append(quote).append(' ').toString();
    }

    private String pattern(Optional<String> pattern)
    {
        return clause(random.nextBoolean() ? "LIKE" : "", pattern.map(this::text));
    }

    private String clause(String words, Optional<String> text)
    {
        return text.map(found -> words(words) + found).orElse("");
    }

    private String flag(boolean present, String words)
    {
        return present ? words(words) : "";
    }

    private String in()
    {
        return random.nextBoolean() ? "IN" : "FROM";
    }

    private String shuffled(String... clauses)
    {
        List<String> shuffled = new ArrayList<>(List.of(clauses));
        Collections.shuffle(shuffled, random);
        return String.join("", shuffled);
    }

    private String words(String words)
    {
        return words.isEmpty() ? "" : blank() + Stream.of(words.split(" "))
                                                .map(this::inSomeCase)
                                                .collect(joining(blank())) + blank();
    }

    private String inSomeCase(String word)
    {
        return switch (random.nextInt(3)) {
            case 0 -> word.toLowerCase(Locale.ROOT);
            case 1 -> word.toUpperCase(Locale.ROOT);
            default -> word;
        };
    }

    private String blank()
    {
        return switch (random.nextInt(12)) {
            case 0 -> "\n\t";
            case 1 -> " -- a 'comment\n";
            case 2 -> " /* a; \"comment */ ";
            default -> " ";
        };
    }
}
