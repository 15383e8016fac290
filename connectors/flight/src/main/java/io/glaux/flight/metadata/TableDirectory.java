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
package io.glaux.flight.metadata;

import com.google.common.base.Ticker;
import io.glaux.flight.FlightConfig;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import static io.trino.spi.StandardErrorCode.AMBIGUOUS_NAME;
import static java.util.Objects.requireNonNull;

/**
 * The schemas and tables of a catalog by the engine's names, kept for a while, and apart for each user, to whom a
 * source may show another picture. Nothing of a query goes into it. Thread-safe.
 */
public final class TableDirectory
{
    private final FederatedSource source;
    private final TypeMapping types;
    private final ExpiringCache<String, NameMap> schemas;
    private final ExpiringCache<InSchema, NameMap> tables;
    private final ExpiringCache<OfUser<SourceTable>, DescribedTable> found;
    private final ExpiringCache<OfUser<SchemaTableName>, Boolean> missing;

    public TableDirectory(
            FederatedSource source,
            TypeMapping types,
            FlightConfig.MetadataCaching caching,
            Ticker ticker)
    {
        this.source = requireNonNull(source, "source is null");
        this.types = requireNonNull(types, "types is null");
        this.schemas = new ExpiringCache<>(caching.timeToLive(), caching.maxTables(), ticker);
        this.tables = new ExpiringCache<>(caching.timeToLive(), caching.maxTables(), ticker);
        this.found = new ExpiringCache<>(caching.timeToLive(), caching.maxTables(), ticker);
        this.missing = new ExpiringCache<>(caching.missingTimeToLive(), caching.maxTables(), ticker);
    }

    private record InSchema(String user, String schema) {}

    private record OfUser<T>(String user, T name) {}

    public NameMap schemas(ConnectorSession session)
    {
        return schemas.get(session.getUser(), () -> NameMap.of(source.schemas(session)));
    }

    /**
     * @param schema as the source spells it
     */
    public NameMap tables(ConnectorSession session, String schema)
    {
        return tables.get(
                new InSchema(session.getUser(), schema),
                () -> names(source.tables(session, Optional.of(schema)), schema));
    }

    private static NameMap names(List<TableName> tables, String schema)
    {
        return NameMap.of(tables.stream()
                .filter(table -> table.getSchema().equals(schema))
                .map(TableName::getTable)
                .toList());
    }

    /**
     * The source's spelling of a schema; empty when there is none of the name.
     */
    public Optional<String> schema(ConnectorSession session, String engineName)
    {
        NameMap names = schemas(session);
        Optional<String> name = names.sourceName(engineName);
        if (name.isEmpty()) {
            throwIfAmbiguous("schema", engineName, names);
        }
        return name;
    }

    /**
     * Describes a table, without a list of all tables when its name is lower case in the source too.
     *
     * @return empty when there is none of the name; a table with a failure when it cannot be read
     */
    public Optional<DescribedTable> table(ConnectorSession session, SchemaTableName name)
    {
        OfUser<SchemaTableName> asked = new OfUser<>(session.getUser(), name);
        if (missing.find(asked).isPresent()) {
            return Optional.empty();
        }
        Optional<String> schema = schema(session, name.getSchemaName());
        Optional<DescribedTable> table = schema.flatMap(spelled -> table(session, spelled, name.getTableName()));
        if (table.isEmpty()) {
            missing.put(asked, true);
        }
        return table;
    }

    private Optional<DescribedTable> table(ConnectorSession session, String schema, String engineName)
    {
        InSchema key = new InSchema(session.getUser(), schema);
        Optional<NameMap> known = tables.find(key);
        if (known.isPresent()) {
            Optional<DescribedTable> table = known.get().sourceName(engineName)
                    .flatMap(spelled -> describe(session, new SourceTable(schema, spelled)));
            if (table.isPresent()) {
                return table;
            }
            // it may have been made since
            tables.drop(key);
        }
        Optional<DescribedTable> spelledSo = describe(session, new SourceTable(schema, engineName));
        if (spelledSo.isPresent()) {
            return spelledSo;
        }
        NameMap names = tables(session, schema);
        Optional<String> spelled = names.sourceName(engineName);
        if (spelled.isEmpty()) {
            throwIfAmbiguous("table", engineName, names);
        }
        return spelled.flatMap(sourceName -> describe(session, new SourceTable(schema, sourceName)));
    }

    private static void throwIfAmbiguous(String what, String engineName, NameMap names)
    {
        List<String> ambiguous = names.ambiguous(engineName);
        if (!ambiguous.isEmpty()) {
            throw new TrinoException(
                    AMBIGUOUS_NAME,
                    "The source has more than one %s '%s', spelled with other capitals. Use one of: \"%s\"".formatted(
                            what,
                            engineName,
                            String.join("\", \"", ambiguous)));
        }
    }

    private Optional<DescribedTable> describe(ConnectorSession session, SourceTable name)
    {
        OfUser<SourceTable> key = new OfUser<>(session.getUser(), name);
        Optional<DescribedTable> known = found.find(key);
        if (known.isPresent()) {
            return known;
        }
        Optional<DescribedTable> described = source.describe(session, List.of(name.toMessage())).stream()
                .filter(table -> SourceTable.of(table.getName()).equals(name))
                .findFirst()
                .map(table -> DescribedTable.of(table, types));
        described.ifPresent(table -> keep(session, table));
        return described;
    }

    /**
     * A failure is not kept: the table may be readable by the next query.
     */
    private void keep(ConnectorSession session, DescribedTable table)
    {
        if (table.failure().isEmpty()) {
            found.put(new OfUser<>(session.getUser(), table.source()), table);
        }
    }

    /**
     * All tables of a schema, or of all schemas, by their engine's names, and by one call; those that cannot be read
     * have a failure.
     *
     * @param engineName of the schema; none: all
     */
    public Map<SchemaTableName, DescribedTable> describe(ConnectorSession session, Optional<String> engineName)
    {
        NameMap schemaNames = schemas(session);
        Optional<String> asked = engineName.flatMap(name -> schema(session, name));
        if (engineName.isPresent() && asked.isEmpty()) {
            return Map.of();
        }
        Map<String, List<TableDescription>> bySchema = new LinkedHashMap<>();
        source.describe(session, asked).forEach(description ->
                bySchema.computeIfAbsent(description.getName().getSchema(), _ -> new ArrayList<>()).add(description));
        Map<SchemaTableName, DescribedTable> all = new LinkedHashMap<>();
        bySchema.forEach((schema, descriptions) -> {
            if (asked.isEmpty() || asked.get().equals(schema)) {
                schemaNames.findEngineName(schema).ifPresent(engineSchema ->
                        byEngineNames(session, schema, descriptions).forEach((name, table) ->
                                all.put(new SchemaTableName(engineSchema, name), table)));
            }
        });
        return all;
    }

    private Map<String, DescribedTable> byEngineNames(
            ConnectorSession session,
            String schema,
            List<TableDescription> descriptions)
    {
        Map<String, DescribedTable> bySource = new LinkedHashMap<>();
        for (TableDescription description : descriptions) {
            DescribedTable table = DescribedTable.of(description, types);
            bySource.put(table.source().table(), table);
            keep(session, table);
        }
        NameMap names = NameMap.of(bySource.keySet());
        tables.put(new InSchema(session.getUser(), schema), names);
        Map<String, DescribedTable> byEngine = new LinkedHashMap<>();
        bySource.forEach((name, table) -> byEngine.put(names.engineName(name), table));
        return byEngine;
    }

    /**
     * Names of tables in all schemas, by one call.
     */
    public List<SchemaTableName> tables(ConnectorSession session)
    {
        NameMap schemaNames = schemas(session);
        Map<String, List<TableName>> bySchema = new LinkedHashMap<>();
        source.tables(session, Optional.empty())
                .forEach(table -> bySchema.computeIfAbsent(table.getSchema(), _ -> new ArrayList<>()).add(table));
        List<SchemaTableName> all = new ArrayList<>();
        bySchema.forEach((schema, inSchema) -> {
            NameMap names = names(inSchema, schema);
            tables.put(new InSchema(session.getUser(), schema), names);
            schemaNames.findEngineName(schema).ifPresent(engineSchema ->
                    names.engineNames().forEach(name -> all.add(new SchemaTableName(engineSchema, name))));
        });
        return all;
    }

    /**
     * For each schema that is asked for: its engine's name and the source's.
     *
     * @param engineName none: all
     */
    public <T> List<T> inSchemas(
            ConnectorSession session,
            Optional<String> engineName,
            Function<SchemaNames, List<T>> list)
    {
        List<String> engineNames = engineName.map(List::of).orElseGet(() -> schemas(session).engineNames());
        List<T> all = new ArrayList<>();
        for (String name : engineNames) {
            schema(session, name).ifPresent(spelled -> all.addAll(list.apply(new SchemaNames(name, spelled))));
        }
        return all;
    }

    /**
     * A schema's name in the engine and in the source.
     */
    public record SchemaNames(String engineName, String sourceName) {}

    /**
     * Forgets everything.
     */
    public void flush()
    {
        schemas.dropAll();
        tables.dropAll();
        found.dropAll();
        missing.dropAll();
    }
}
