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
package io.glaux.engine.dialect;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.dialect.text.DecimalLiterals;
import io.glaux.engine.dialect.text.QualifiedName;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.dialect.write.LakeTables;
import io.glaux.engine.dialect.write.TransientTables;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.WriteIntent;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.Workgroups;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Makes plans of statements that write to the lake. What is not planned here runs as it stands: statements about other
 * catalogs, and those that the engine refuses itself.
 */
final class WritePlanner
{
    private static final String EXTERNAL_LOCATION = "external_location";

    /**
     * The page
     * <a href="https://docs.aws.amazon.com/athena/latest/ug/workgroups-troubleshooting.html">Troubleshoot
     * workgroup errors</a>.
     */
    private static final String ENFORCED =
            "The Create Table As Select query failed because it was submitted with an 'external_location' property " +
                    "to an Athena Workgroup that enforces a centralized output location for all queries. Please " +
                    "remove the 'external_location' property and resubmit the query.";

    private final Catalog catalog;
    private final Workgroups workgroups;

    WritePlanner(Catalog catalog, Workgroups workgroups)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    /**
     * @param explained of the statement that the request has
     */
    Optional<WritePlan> createTableAs(StatementRequest request, CreateTableAs create, Explained explained)
    {
        if (!LakeNames.isInLake(create.name(), request)) {
            return Optional.empty();
        }
        create.columns().ifPresent(position -> {
            // measured: Athena does not take a list of columns here
            throw DialectErrors.failure(
                    "MISSING_COLUMN_NAME",
                    "line %s: CREATE TABLE AS takes no list of columns: name them in the query".formatted(position));
        });
        String database = LakeNames.database(create.name(), request);
        String type = create.properties().text("table_type").orElse("HIVE").toUpperCase(Locale.ENGLISH);
        return Optional.of(switch (type) {
            case "HIVE" -> hiveTable(request, create, explained, database);
            case "ICEBERG" -> icebergTable(request, create, explained, database);
            default -> throw DialectErrors.property(
                    create.properties().position("table_type"),
                    "Unknown table type %s: it is HIVE or ICEBERG".formatted(type));
        });
    }

    private WritePlan hiveTable(
            StatementRequest request,
            CreateTableAs create,
            Explained explained,
            String database)
    {
        TableProperties properties = create.properties();
        if (!properties.flag("is_external", true)) {
            throw DialectErrors.property(
                    properties.position("is_external"), "A table of the type HIVE is external: is_external is true");
        }
        Optional<String> given = properties.text(EXTERNAL_LOCATION);
        if (given.isPresent() && enforcesLocation(request)) {
            throw DialectErrors.failure("INVALID_TABLE_PROPERTY", ENFORCED);
        }
        String location = given.or(() -> results(request).map(folder -> folder + "tables/" + request.executionId()))
                .orElseThrow(() -> DialectErrors.failure(
                        "INVALID_TABLE_PROPERTY",
                        "The table has no place: this connection has no output location, so set external_location"));
        HiveTableAs table = HiveTableAs.of(properties, location);
        return new WritePlan(
                createTable(request, create, explained, LakeNames.LAKE, table.withClause()),
                table.sessionProperties(),
                WriteIntent.Target.NEW_HIVE_TABLE,
                database,
                create.name().table(),
                location,
                results(request).map(folder -> "%stables/%s-manifest.csv".formatted(folder, request.executionId())),
                false);
    }

    private static WritePlan icebergTable(
            StatementRequest request,
            CreateTableAs create,
            Explained explained,
            String database)
    {
        IcebergTableAs table = IcebergTableAs.of(create.properties());
        return new WritePlan(
                createTable(request, create, explained, LakeNames.ICEBERG, table.withClause()),
                Map.of(),
                WriteIntent.Target.NEW_ICEBERG_TABLE,
                database,
                create.name().table(),
                table.location(),
                Optional.empty(),
                false);
    }

    private static Translation createTable(
            StatementRequest request,
            CreateTableAs create,
            Explained explained,
            String catalogName,
            String withClause)
    {
        String name = SqlText.name(catalogName, LakeNames.database(create.name(), request), create.name().table());
        String head = "CREATE TABLE %s%s%s %s AS ".formatted(
                create.ifNotExists() ? "IF NOT EXISTS " : "",
                name,
                create.comment().map(comment -> " COMMENT " + SqlText.string(comment)).orElse(""),
                withClause);
        Translation.Builder edits = Translation.of(request.sql());
        edits.replace(explained.start(), create.queryStart(), head);
        DecimalLiterals.translate(request.sql(), create.queryStart(), request.sql().length(), edits);
        return edits.build();
    }

    Optional<WritePlan> insert(StatementRequest request, InsertInto insert)
    {
        Optional<Table> found = findTable(request, insert.name());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Table table = found.get();
        boolean iceberg = LakeTables.isIceberg(table);
        if (!iceberg && table.storageDescriptor().numberOfBuckets() > 0) {
            // the page https://docs.aws.amazon.com/athena/latest/ug/insert-into.html
            throw DialectErrors.failure("NOT_SUPPORTED", "INSERT INTO a bucketed table is not supported");
        }
        if (iceberg && insert.overwrites()) {
            throw DialectErrors.failure(
                    "NOT_SUPPORTED",
                    "INSERT OVERWRITE an Iceberg table is not supported: use DELETE and INSERT, or MERGE");
        }
        Translation.Builder edits = Translation.of(request.sql());
        edits.replace(insert.targetStart(), insert.name().start(), "INTO ");
        DecimalLiterals.translate(request.sql(), insert.name().end(), request.sql().length(), edits);
        return Optional.of(new WritePlan(
                edits.build(),
                iceberg ? Map.of() : compression(table),
                iceberg ? WriteIntent.Target.ICEBERG_TABLE : WriteIntent.Target.HIVE_TABLE,
                table.databaseName(),
                table.name(),
                table.storageDescriptor().location(),
                iceberg ? Optional.empty()
                        : results(request)
                          .map(folder -> "%s%s-manifest.csv".formatted(folder, request.executionId())),
                insert.overwrites()));
    }

    /**
     * UPDATE, DELETE and MERGE of an Iceberg table.
     */
    Optional<WritePlan> change(StatementRequest request, QualifiedName name)
    {
        return findTable(request, name)
                .filter(LakeTables::isIceberg)
                .map(table -> new WritePlan(
                        DecimalLiterals.translate(request.sql()),
                        Map.of(),
                        WriteIntent.Target.ICEBERG_TABLE,
                        table.databaseName(),
                        table.name(),
                        table.storageDescriptor().location(),
                        Optional.empty(),
                        false));
    }

    /**
     * @param table name of the table that stands for the target while the statement runs
     * @param columns names of the query's columns
     */
    WritePlan unload(
            StatementRequest request,
            Unload unload,
            Explained explained,
            String table,
            Iterable<String> columns)
    {
        HiveTableAs files = HiveTableAs.of(unload.properties(), unload.location());
        StringBuilder names = new StringBuilder();
        columns.forEach(column -> names.append(names.isEmpty() ? "" : ", ").append(SqlText.identifier(column)));
        Translation.Builder edits = Translation.of(request.sql());
        edits.replace(explained.start(), unload.queryStart(), "CREATE TABLE %s (%s) %s AS ".formatted(
                SqlText.name(LakeNames.LAKE, TransientTables.DATABASE, table), names, files.withClause()));
        DecimalLiterals.translate(request.sql(), unload.queryStart(), unload.queryEnd(), edits);
        edits.replace(unload.queryEnd(), request.sql().length(), "");
        Map<String, String> session = new HashMap<>(files.sessionProperties());
        session.put(LakeNames.LAKE + ".collect_column_statistics_on_write", "false");
        return new WritePlan(
                edits.build(),
                session,
                WriteIntent.Target.FILES,
                TransientTables.DATABASE,
                table,
                unload.location(),
                results(request).map(folder -> "%s%s-manifest.csv".formatted(folder, request.executionId())),
                false);
    }

    /**
     * The query of an UNLOAD by itself, after what may stand before it.
     */
    static Translation queryOf(String sql, Unload unload, String head, String tail)
    {
        Translation.Builder edits = Translation.of(sql);
        edits.replace(0, unload.queryStart(), head);
        DecimalLiterals.translate(sql, unload.queryStart(), unload.queryEnd(), edits);
        edits.replace(unload.queryEnd(), sql.length(), tail);
        return edits.build();
    }

    boolean exists(StatementRequest request, CreateTableAs create)
    {
        return findTable(request, create.name()).isPresent();
    }

    private Optional<Table> findTable(StatementRequest request, QualifiedName name)
    {
        if (!LakeNames.isInLake(name, request)) {
            return Optional.empty();
        }
        return LakeTables.findTable(catalog, request.principal(), LakeNames.database(name, request), name.table())
                .filter(table -> table.storageDescriptor() != null && table.storageDescriptor().location() != null)
                .filter(table -> table.storageDescriptor().location().matches("s3[an]?://.*"));
    }

    /**
     * How the table's files are compressed: the page
     * <a href="https://docs.aws.amazon.com/athena/latest/ug/compression-support-iceberg.html">on compression</a> names
     * the parameters.
     */
    private static Map<String, String> compression(Table table)
    {
        for (WriteFormat format : WriteFormat.values()) {
            Optional<String> codec = Optional.ofNullable(table.parameters().get(format.parameter()))
                    .flatMap(WriteFormat::codec);
            if (codec.isPresent()) {
                return Map.of(LakeNames.LAKE + ".compression_codec", codec.get());
            }
        }
        return Map.of();
    }

    private boolean enforcesLocation(StatementRequest request)
    {
        return workgroups.find(request.workgroup())
                .filter(Workgroup::enforcesConfiguration)
                .filter(workgroup -> workgroup.resultConfiguration().outputLocation() != null)
                .isPresent();
    }

    /**
     * The folder of the results, with its slash.
     */
    private static Optional<String> results(StatementRequest request)
    {
        return request.output()
                .map(QueryOutput::location)
                .map(folder -> folder.endsWith("/") ? folder : folder + "/");
    }
}
