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
package io.glaux.dynamodb.wire;

import io.glaux.dynamodb.schema.GlueServer;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.sql.SqlExecutor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.joining;

/**
 * Runs SQL, but for CREATE TABLE and DROP TABLE, which a federated catalog does not have: such tables are made in
 * DynamoDB, and declared in the Glue catalog with their columns in their order.
 */
final class DeclaredTables
        implements AutoCloseable
{
    static final String SCHEMA = "tpch";

    private static final Pattern CREATE =
            Pattern.compile("CREATE TABLE (\\S+)\\s+(.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern DROP =
            Pattern.compile("DROP TABLE (?:IF EXISTS )?(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AS_QUERY = Pattern.compile(
            "(?:\\(([^()]*)\\)\\s+)?AS\\s+(.*?)(\\s+WITH NO DATA)?",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final QueryRunner engine;
    private final GlueServer glue;
    private final DynamoDbClient client;
    private final Map<String, String> declarations = new TreeMap<>();

    DeclaredTables(QueryRunner engine, DynamoDbHost host)
    {
        this.engine = engine;
        this.glue = host.glue();
        this.client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(host.local().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        glue.answer(
                "GetDatabases",
                "{}",
                "{\"DatabaseList\": [{\"Name\": \"%s\", \"LocationUri\": \"dynamo-db-flag\"}]}".formatted(SCHEMA));
        glue.answer("GetTables", "\"DatabaseName\":\"default\"", "{\"TableList\": []}");
        declare();
    }

    DynamoDbClient client()
    {
        return client;
    }

    /**
     * @param key columns that tell rows apart; none: see {@link #create}
     */
    SqlExecutor withKey(List<String> key)
    {
        return sql -> {
            if (create(sql, key).isEmpty() && !drop(sql)) {
                engine.execute(sql);
            }
        };
    }

    /**
     * @param key one or two columns; none: the column {@code name}, or else the first
     * @return how many rows it has, when it was a CREATE TABLE
     */
    Optional<Long> create(String sql, List<String> key)
    {
        Matcher create = CREATE.matcher(sql.strip());
        if (!create.matches()) {
            return Optional.empty();
        }
        String table = create.group(1);
        String definition = create.group(2).strip();
        Matcher query = AS_QUERY.matcher(definition);
        if (!query.matches()) {
            add(table, columns(definition.substring(definition.indexOf('(') + 1, definition.lastIndexOf(')'))), key);
            return Optional.of(0L);
        }
        String named = query.group(1) == null
                ? query.group(2)
                : "SELECT * FROM (%s) AS named (%s)".formatted(query.group(2), query.group(1));
        MaterializedResult types = engine.execute("SELECT * FROM (%s) LIMIT 0".formatted(named));
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < types.getTypes().size(); i++) {
            columns.put(types.getColumnNames().get(i), types.getTypes().get(i).getDisplayName());
        }
        add(table, columns, key);
        if (query.group(3) != null) {
            return Optional.of(0L);
        }
        MaterializedResult inserted = engine.execute("INSERT INTO %s %s".formatted(table, named));
        return Optional.of(inserted.getUpdateCount().orElseThrow());
    }

    boolean drop(String sql)
    {
        Matcher drop = DROP.matcher(sql.strip());
        if (!drop.matches() || declarations.remove(drop.group(1)) == null) {
            return false;
        }
        declare();
        client.deleteTable(request -> request.tableName(drop.group(1)));
        return true;
    }

    private static Map<String, String> columns(String definition)
    {
        Map<String, String> columns = new LinkedHashMap<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= definition.length(); i++) {
            char letter = i == definition.length() ? ',' : definition.charAt(i);
            if (letter == ',' && depth == 0) {
                String column = definition.substring(start, i).strip().toLowerCase(Locale.ENGLISH);
                int space = column.indexOf(' ');
                columns.put(column.substring(0, space), column.substring(space + 1).strip());
                start = i + 1;
            }
            depth += letter == '(' || letter == '<' ? 1 : letter == ')' || letter == '>' ? -1 : 0;
        }
        return columns;
    }

    private void add(String table, Map<String, String> columns, List<String> wantedKey)
    {
        List<String> key = !wantedKey.isEmpty()
                ? wantedKey
                : List.of(columns.containsKey("name") ? "name" : columns.keySet().iterator().next());
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> elements = new ArrayList<>();
        for (String column : key) {
            boolean isNumber = columns.get(column).matches("tinyint|smallint|int|integer|bigint|decimal.*");
            attributes.add(AttributeDefinition.builder()
                    .attributeName(column)
                    .attributeType(isNumber ? ScalarAttributeType.N : ScalarAttributeType.S)
                    .build());
            elements.add(KeySchemaElement.builder()
                    .attributeName(column)
                    .keyType(elements.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        client.createTable(CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(elements)
                .build());
        String dates = columns.entrySet().stream()
                .filter(column -> column.getValue().equals("date"))
                .map(column -> column.getKey() + "=yyyy-MM-dd")
                .collect(joining(","));
        declarations.put(table,
                """
                {"Name": "%s", "Parameters": {"classification": "dynamodb"%s}, "StorageDescriptor": {"Columns": [%s]}}
                """.formatted(
                        table,
                        dates.isEmpty() ? "" : ", \"datetimeFormatMapping\": \"%s\"".formatted(dates),
                        columns.entrySet().stream()
                                .map(column -> "{\"Name\": \"%s\", \"Type\": \"%s\"}".formatted(
                                        column.getKey(), declared(column.getValue())))
                                .collect(joining(", "))));
        declare();
    }

    /**
     * A type of SQL as Glue spells it.
     */
    private static String declared(String type)
    {
        return type.replaceAll("\\bnot null\\b", "")
                .strip()
                .replaceAll("\\b(varchar|char)\\b( *\\(\\d+\\))?", "string")
                .replaceAll("\\binteger\\b", "int")
                .replaceAll("\\breal\\b", "float")
                .replaceAll("\\btimestamp\\(\\d\\)", "timestamp")
                .replaceAll("\\barray\\(([a-z]+)\\)", "array<$1>")
                .replaceAll("\\brow\\((.*)\\)$", "struct<$1>")
                .replaceAll("(\\w+) (int|string|bigint|double)\\b", "$1:$2");
    }

    private void declare()
    {
        glue.answer(
                "GetTables",
                "\"DatabaseName\":\"%s\"".formatted(SCHEMA),
                "{\"TableList\": [%s]}".formatted(String.join(", ", declarations.values())));
    }

    @Override
    public void close()
    {
        client.close();
    }
}
