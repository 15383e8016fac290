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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.DynamoDbClients;
import io.glaux.dynamodb.DynamoDbSettings;
import io.glaux.dynamodb.read.RateBudget;
import io.glaux.dynamodb.read.TableFinder;
import io.glaux.dynamodb.value.PushableType;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The tables of a catalog: those of DynamoDB in the schema {@code default}, and those that Glue databases declare.
 * Thread-safe.
 */
public final class TableSchemas
        implements TableFinder
{
    public static final String DEFAULT_SCHEMA = "default";

    /**
     * Tables that are looked at at the same time.
     */
    private static final int CONCURRENCY = 8;
    /**
     * DynamoDB refuses to look for others.
     */
    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}|arn:.+");
    /**
     * A large sample is made anew as seldom, and widened meanwhile.
     */
    private static final int LIFETIMES_OF_SAMPLE = 12;

    private final DynamoDbAsyncClient client;
    private final DynamoDbCalls calls;
    private final Optional<GlueDeclarations> glue;
    private final TableSampler sampler;
    private final SchemaSettings settings;
    private final ExpiringCache<SourceTableName, TableSchema> schemas;
    private final ExpiringCache<String, List<Declaration>> declarations;

    TableSchemas(
            DynamoDbAsyncClient client,
            DynamoDbCalls calls,
            Optional<GlueDeclarations> glue,
            TableSampler sampler,
            SchemaSettings settings,
            Duration lifetime)
    {
        this.client = requireNonNull(client, "client is null");
        this.calls = requireNonNull(calls, "calls is null");
        this.glue = requireNonNull(glue, "glue is null");
        this.sampler = requireNonNull(sampler, "sampler is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.schemas = new ExpiringCache<>(lifetime, System::nanoTime, this::load);
        this.declarations = new ExpiringCache<>(lifetime, System::nanoTime, this::loadDeclarations);
    }

    /**
     * @param budget that the units of samples are taken from
     */
    public static TableSchemas of(
            DynamoDbClients clients,
            DynamoDbSettings settings,
            DynamoDbCalls calls,
            Supplier<RateBudget> budget)
    {
        DynamoDbSettings.Sampling sampling = settings.sampling();
        Optional<GlueDeclarations> glue = settings.glue().flatMap(declared -> clients.glue().map(client ->
                new GlueDeclarations(client, calls, declared.catalogId(), declared.isOptional())));
        TableSampler.SampleSize size = new TableSampler.SampleSize(sampling.items(), sampling.bytes());
        return new TableSchemas(
                clients.dynamoDb(),
                calls,
                glue,
                new TableSampler(
                        clients.dynamoDb(),
                        calls,
                        budget,
                        size,
                        sampling.lifetime().multipliedBy(LIFETIMES_OF_SAMPLE)),
                settings.columns(),
                sampling.lifetime());
    }

    /**
     * Names of schemas.
     */
    public List<String> schemas()
    {
        List<String> names = new ArrayList<>();
        names.add(DEFAULT_SCHEMA);
        glue.ifPresent(catalog -> names.addAll(catalog.schemas()));
        return names;
    }

    /**
     * Names of tables.
     *
     * @param schema none: of all
     */
    public List<SourceTableName> tables(Optional<String> schema)
    {
        List<String> chosen = schema.map(List::of).orElseGet(this::schemas);
        Set<SourceTableName> names = new LinkedHashSet<>();
        for (String name : chosen) {
            List<Declaration> declared = declarations.get(name);
            List<String> tables = name.equals(DEFAULT_SCHEMA) ? list() : List.of();
            tables.forEach(table -> names.add(new SourceTableName(name, table)));
            declared.stream()
                    .map(Declaration::name)
                    .filter(declaration -> tables.stream().noneMatch(declaration.table()::equalsIgnoreCase))
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    private List<String> list()
    {
        List<String> tables = new ArrayList<>();
        String last = null;
        do {
            ListTablesRequest request = ListTablesRequest.builder().exclusiveStartTableName(last).build();
            ListTablesResponse page = calls.call("The list of tables", () -> client.listTables(request));
            tables.addAll(page.tableNames());
            last = page.lastEvaluatedTableName();
        }
        while (last != null);
        return tables;
    }

    @Override
    public TableSchema find(SourceTableName name)
    {
        return schemas.get(name);
    }

    @Override
    public long takeSampled(TableSchema table)
    {
        return sampler.takeSampled(table.table());
    }

    @Override
    public List<TableColumn> infer(String name, List<Map<String, AttributeValue>> items)
    {
        ItemSample sample = new ItemSample();
        items.forEach(sample::add);
        return new InferredColumns(name, settings, new ArrayList<>()).columns(sample, List.of(), Map.of());
    }

    /**
     * Describes tables, several at the same time.
     */
    public void describe(TableSelection selection, Consumer<TableDescription> descriptions)
    {
        List<SourceTableName> names =
                selection.tables().isEmpty() ? tables(selection.schema()) : selection.tables();
        List<Callable<Optional<TableDescription>>> tasks = new ArrayList<>();
        names.forEach(name -> tasks.add(() -> describe(name)));
        try (ExecutorService executor = Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
            try {
                for (Future<Optional<TableDescription>> described : executor.invokeAll(tasks)) {
                    described.get().ifPresent(descriptions);
                }
            }
            catch (InterruptedException e) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw SourceException.of(SourceErrorCode.SOURCE_FAILED, "Nobody waits for the tables any more", e);
            }
            catch (ExecutionException e) {
                throw new IllegalStateException("Tables cannot be described", e.getCause());
            }
        }
    }

    private Optional<TableDescription> describe(SourceTableName name)
    {
        try {
            return Optional.of(describe(find(name)));
        }
        catch (SourceException e) {
            return e.code() == SourceErrorCode.TABLE_NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(TableDescription.failed(name, e));
        }
    }

    private static TableDescription describe(TableSchema table)
    {
        Optional<List<String>> key = key(table);
        return new TableDescription(
                table.name(),
                table.schema(),
                Optional.empty(),
                key.map(List::of).orElse(List.of()),
                key.orElse(List.of()),
                table.notes(),
                Optional.empty());
    }

    /**
     * Columns of the key, if each of its values has one value in SQL.
     */
    private static Optional<List<String>> key(TableSchema table)
    {
        List<TableColumn> columns = table.key().names().stream()
                .flatMap(attribute -> table.ofAttribute(attribute).stream())
                .filter(column -> column.pushable().filter(PushableType::isExact).isPresent())
                .toList();
        return columns.size() == table.key().names().size()
                ? Optional.of(columns.stream().map(TableColumn::name).toList())
                : Optional.empty();
    }

    private List<Declaration> loadDeclarations(String schema)
    {
        return glue.map(catalog -> catalog.tables(schema)).orElse(List.of());
    }

    private TableSchema load(SourceTableName name)
    {
        Optional<Declaration> declaration = declarations.get(name.schema()).stream()
                .filter(candidate -> candidate.name().table().equals(name.table())
                        || (name.schema().equals(DEFAULT_SCHEMA) && isOf(candidate, name.table())))
                .findFirst();
        if (declaration.isEmpty() && !name.schema().equals(DEFAULT_SCHEMA)) {
            throw SourceException.of(SourceErrorCode.TABLE_NOT_FOUND, "There is no table " + name);
        }
        String table = declaration.flatMap(Declaration::table)
                .or(() -> declaration.filter(declared -> declared.name().equals(name)).map(this::resolve))
                .orElse(name.table());
        if (!TABLE_NAME.matcher(table).matches()) {
            throw SourceException.of(SourceErrorCode.TABLE_NOT_FOUND, "There is no table " + name);
        }
        DescribeTableRequest request = DescribeTableRequest.builder().tableName(table).build();
        DefinedTable defined = new DefinedTable(
                calls.call("Table " + table, () -> client.describeTable(request)).table());
        List<String> notes = new ArrayList<>();
        List<TableColumn> columns = declaration
                .map(declared -> new DeclaredColumns(declared, table, defined.types(), settings, notes).columns())
                .orElseGet(() -> new InferredColumns(table, settings, notes).columns(
                        sampler.sample(defined.description()),
                        defined.key().names(),
                        defined.types()));
        return defined.schema(name, columns, notes);
    }

    /**
     * Whether a declaration is that of a table of DynamoDB with a name of its own.
     */
    private static boolean isOf(Declaration declaration, String table)
    {
        return declaration.table().map(table::equals).orElse(declaration.name().table().equalsIgnoreCase(table));
    }

    /**
     * Glue has names in lower case alone.
     */
    private String resolve(Declaration declaration)
    {
        String declared = declaration.name().table();
        List<String> tables = list();
        return tables.contains(declared)
                ? declared
                : tables.stream().filter(declared::equalsIgnoreCase).findFirst().orElse(declared);
    }
}
