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
package io.glaux.engine.ddl.table;

import io.glaux.engine.catalog.projection.ProjectionCheck;
import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.CreateTable.Bucketing;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementOutcome;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.Order;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.SkewedInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * CREATE EXTERNAL TABLE. What it writes is what Athena writes, member for member: other engines read it.
 */
public final class TableCreation
{
    private static final String OWNER = "hadoop";
    private static final String TABLE_TYPE = "table_type";
    private static final int NOT_BUCKETED = -1;
    private static final int ASCENDING = 1;
    private static final int DESCENDING = 0;

    private final Lake lake;
    private final Clock clock;

    public TableCreation(Lake lake, Clock clock)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * @return an outcome with warnings about what the table cannot be used for
     */
    public StatementOutcome create(CreateTable statement)
    {
        TableInput input = input(statement);
        String database = lake.database(statement.name());
        lake.requireDatabase(database);
        if (lake.findTable(statement.name()).isPresent()) {
            return exists(statement);
        }
        try {
            lake.catalog().tables().create(
                    lake.caller(),
                    CreateTableRequest.builder().databaseName(database).tableInput(input).build());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.ALREADY_EXISTS) {
                return exists(statement);
            }
            throw e;
        }
        List<String> warnings = new ArrayList<>(warnings(input));
        warnings.addAll(ProjectionCheck.warnings(asTable(database, input), clock.instant()));
        return StatementOutcome.NONE.withWarnings(warnings);
    }

    private static StatementOutcome exists(CreateTable statement)
    {
        if (statement.ifNotExists()) {
            return StatementOutcome.NONE;
        }
        throw DdlFailures.task(
                "AlreadyExistsException(message:Table %s already exists)".formatted(statement.name().table()));
    }

    private TableInput input(CreateTable statement)
    {
        requireHive(statement);
        FileFormats.Classes format = FileFormats.of(statement.storageFormat());
        SerDeInfo serde = SerDes.of(statement, format);
        if (statement.columns().isEmpty()) {
            throw DdlFailures.semantic("Either list of columns or a custom serializer should be specified");
        }
        List<Column> columns = ColumnLists.of(statement.columns());
        List<Column> keys = ColumnLists.of(statement.partitionColumns());
        ColumnLists.requireDistinct(columns, keys);
        statement.bucketing().ifPresent(bucketing -> requireColumns(bucketing, columns));
        String location = statement.location().orElseThrow(() -> DdlFailures.invalid(
                "No location was specified for table. An S3 location must be specified"));
        S3Paths.requireLocation(location);

        return TableInput.builder()
                .name(statement.name().table())
                .owner(OWNER)
                .lastAccessTime(Instant.EPOCH)
                .retention(0)
                .tableType("EXTERNAL_TABLE")
                .partitionKeys(keys)
                .parameters(parameters(statement))
                .storageDescriptor(StorageDescriptor.builder()
                        .columns(columns)
                        .location(location)
                        .inputFormat(format.input())
                        .outputFormat(format.output())
                        .compressed(false)
                        .numberOfBuckets(statement.bucketing().map(Bucketing::buckets).orElse(NOT_BUCKETED))
                        .serdeInfo(serde)
                        .bucketColumns(statement.bucketing().map(Bucketing::columns).orElse(List.of()))
                        .sortColumns(statement.bucketing().map(TableCreation::order).orElse(List.of()))
                        .parameters(Map.of())
                        .skewedInfo(SkewedInfo.builder()
                                .skewedColumnNames(List.of())
                                .skewedColumnValues(List.of())
                                .skewedColumnValueLocationMaps(Map.of())
                                .build())
                        .storedAsSubDirectories(false)
                        .build())
                .build();
    }

    private static void requireHive(CreateTable statement)
    {
        String type = statement.properties().getOrDefault(TABLE_TYPE, "");
        if (type.equalsIgnoreCase("ICEBERG")) {
            throw DdlFailures.invalid("External keyword not supported for table type ICEBERG");
        }
        if (type.equalsIgnoreCase("DELTA") || type.equalsIgnoreCase("HUDI")) {
            throw DdlFailures.notSupported(
                    "Tables of type %s cannot be read here: use an Iceberg table".formatted(type));
        }
        if (!statement.external()) {
            throw DdlFailures.invalid(
                    "Only Iceberg tables are created without EXTERNAL: write CREATE EXTERNAL TABLE, "
                            + "or add 'table_type'='ICEBERG' to TBLPROPERTIES");
        }
        if (!statement.partitionTransforms().isEmpty()) {
            throw DdlFailures.semantic(
                    "The columns of PARTITIONED BY need types: PARTITIONED BY (name type, ..). "
                            + "Only Iceberg tables are partitioned by columns of their own");
        }
    }

    private static void requireColumns(Bucketing bucketing, List<Column> columns)
    {
        List<String> names = columns.stream().map(Column::name).toList();
        for (String column : bucketing.columns()) {
            if (!names.contains(column)) {
                throw DdlFailures.semantic("[Error 10002]: Invalid column reference " + column);
            }
        }
        for (CreateTable.SortColumn column : bucketing.sortColumns()) {
            if (!names.contains(column.name())) {
                throw DdlFailures.semantic("[Error 10002]: Invalid column reference " + column.name());
            }
        }
        if (bucketing.buckets() < 1) {
            throw DdlFailures.semantic("[Error 10031]: Bucket number should be greater than zero");
        }
    }

    private static List<Order> order(Bucketing bucketing)
    {
        return bucketing.sortColumns().stream()
                .map(column -> Order.builder()
                        .column(column.name())
                        .sortOrder(column.ascending() ? ASCENDING : DESCENDING)
                        .build())
                .toList();
    }

    private Map<String, String> parameters(CreateTable statement)
    {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("EXTERNAL", "TRUE");
        statement.comment().ifPresent(comment -> parameters.put("comment", comment));
        parameters.putAll(statement.properties());
        parameters.put("transient_lastDdlTime", Long.toString(clock.instant().getEpochSecond()));
        return parameters;
    }

    private static Table asTable(String database, TableInput input)
    {
        return Table.builder()
                .databaseName(database)
                .name(input.name())
                .partitionKeys(input.partitionKeys())
                .parameters(input.parameters())
                .storageDescriptor(input.storageDescriptor())
                .build();
    }

    /**
     * The reader of OpenCSVSerde knows no types but string.
     */
    private static List<String> warnings(TableInput table)
    {
        if (!table.storageDescriptor().serdeInfo().serializationLibrary().equals(SerDes.OPEN_CSV)) {
            return List.of();
        }
        List<String> typed = table.storageDescriptor().columns().stream()
                .filter(column -> !column.type().equals("string"))
                .map(Column::name)
                .toList();
        if (typed.isEmpty()) {
            return List.of();
        }
        return List.of(("Columns %s of %s cannot be queried here: OpenCSVSerde reads columns of type string only. "
        + "Declare them as string and CAST them in queries or in a view").formatted(
                String.join(", ", typed),
                table.name()));
    }

    /**
     * Whether a statement is about an Iceberg table to be.
     */
    public static boolean isIceberg(CreateTable statement)
    {
        return !statement.external() && saysIceberg(statement);
    }

    /**
     * Whether the properties of a statement say Iceberg, be the rest right or wrong.
     */
    public static boolean saysIceberg(CreateTable statement)
    {
        return "ICEBERG".equalsIgnoreCase(statement.properties().get(TABLE_TYPE));
    }
}
