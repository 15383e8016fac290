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
import com.amazonaws.athena.connector.lambda.data.Block;
import com.amazonaws.athena.connector.lambda.data.BlockAllocatorImpl;
import com.amazonaws.athena.connector.lambda.data.S3BlockSpillReader;
import com.amazonaws.athena.connector.lambda.domain.Split;
import com.amazonaws.athena.connector.lambda.domain.TableName;
import com.amazonaws.athena.connector.lambda.domain.predicate.Constraints;
import com.amazonaws.athena.connector.lambda.domain.predicate.Range;
import com.amazonaws.athena.connector.lambda.domain.predicate.SortedRangeSet;
import com.amazonaws.athena.connector.lambda.domain.predicate.ValueSet;
import com.amazonaws.athena.connector.lambda.domain.spill.S3SpillLocation;
import com.amazonaws.athena.connector.lambda.domain.spill.SpillLocation;
import com.amazonaws.athena.connector.lambda.handlers.MetadataHandler;
import com.amazonaws.athena.connector.lambda.handlers.RecordHandler;
import com.amazonaws.athena.connector.lambda.metadata.GetSplitsRequest;
import com.amazonaws.athena.connector.lambda.metadata.GetSplitsResponse;
import com.amazonaws.athena.connector.lambda.metadata.GetTableLayoutRequest;
import com.amazonaws.athena.connector.lambda.metadata.GetTableLayoutResponse;
import com.amazonaws.athena.connector.lambda.metadata.GetTableRequest;
import com.amazonaws.athena.connector.lambda.records.ReadRecordsRequest;
import com.amazonaws.athena.connector.lambda.records.ReadRecordsResponse;
import com.amazonaws.athena.connector.lambda.records.RecordResponse;
import com.amazonaws.athena.connector.lambda.records.RemoteReadRecordsResponse;
import com.amazonaws.athena.connector.lambda.security.EncryptionKeyFactory;
import com.amazonaws.athena.connector.lambda.security.FederatedIdentity;
import com.amazonaws.athena.connector.lambda.security.LocalKeyFactory;
import com.amazonaws.athena.connectors.dynamodb.DynamoDBMetadataHandler;
import com.amazonaws.athena.connectors.dynamodb.DynamoDBRecordHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads by the handlers of AWS's DynamoDB connector for Athena, as Athena calls them: table, layout, splits, records of
 * each split, and the blocks that were spilled. Run from its source with the connector's jar as the class path.
 * <p>
 * Arguments: the endpoint of DynamoDB, that of S3, a bucket for what is spilled, an access key and a secret key for S3,
 * the table, and how many splits are read at a time. Each line of standard input is a query: {@code columns},
 * {@code equal} (values by column), {@code between} (two numbers by column), {@code above} (a number by column) and
 * {@code limit}. Each is answered with a line: rows and splits.
 */
final class AthenaDynamoDb
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CATALOG = "dynamodb";
    private static final long MAX_BLOCK_BYTES = 16_000_000;
    private static final long MAX_INLINE_BYTES = 5_242_880;
    private static final FederatedIdentity IDENTITY =
            new FederatedIdentity("arn:aws:iam::000000000000:user/bench", "000000000000", Map.of(), List.of());

    private final BlockAllocatorImpl allocator = new BlockAllocatorImpl();
    private final MetadataHandler metadata;
    private final RecordHandler records;
    private final S3Client s3;
    private final TableName table;
    private final ExecutorService readers;
    private final Schema schema;

    private AthenaDynamoDb(String[] arguments)
            throws Exception
    {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(arguments[3], arguments[4]));
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        this.s3 = S3Client.builder()
                .endpointOverride(URI.create(arguments[1]))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        Map<String, String> settings = Map.of("spill_bucket", arguments[2], "disable_glue", "true");
        SecretsManagerClient noSecrets = stub(SecretsManagerClient.class, null);
        AthenaClient running = stub(AthenaClient.class, GetQueryExecutionResponse.builder()
                .queryExecution(query -> query.status(status -> status.state(QueryExecutionState.RUNNING)))
                .build());
        Constructor<DynamoDBMetadataHandler> metadataHandler = DynamoDBMetadataHandler.class.getDeclaredConstructor(
                EncryptionKeyFactory.class,
                SecretsManagerClient.class,
                AthenaClient.class,
                String.class,
                String.class,
                DynamoDbClient.class,
                GlueClient.class,
                Map.class);
        metadataHandler.setAccessible(true);
        this.metadata = metadataHandler.newInstance(
                new LocalKeyFactory(), noSecrets, running, arguments[2], "spill", dynamoDb, null, settings);
        Constructor<DynamoDBRecordHandler> recordHandler = DynamoDBRecordHandler.class.getDeclaredConstructor(
                DynamoDbClient.class,
                S3Client.class,
                SecretsManagerClient.class,
                AthenaClient.class,
                String.class,
                Map.class);
        recordHandler.setAccessible(true);
        this.records = recordHandler.newInstance(dynamoDb, s3, noSecrets, running, "dynamodb", settings);
        this.table = new TableName("default", arguments[5]);
        this.readers = Executors.newFixedThreadPool(Integer.parseInt(arguments[6]));
        this.schema = metadata.doGetTable(
                allocator, new GetTableRequest(IDENTITY, "schema", CATALOG, table, Map.of())).getSchema();
    }

    public static void main(String[] arguments)
            throws Exception
    {
        // what the connector logs must not come between the answers
        PrintStream answers = System.out;
        System.setOut(System.err);
        AthenaDynamoDb connector = new AthenaDynamoDb(arguments);
        answers.println("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            answers.println(connector.read(MAPPER.readTree(line)));
        }
        System.exit(0);
    }

    private String read(JsonNode query)
            throws Exception
    {
        List<Field> fields = new ArrayList<>();
        query.path("columns").forEach(column -> fields.add(schema.findField(column.asText())));
        Schema columns = new Schema(fields, schema.getCustomMetadata());
        Constraints constraints = new Constraints(
                ranges(query), List.of(), List.of(), query.path("limit").asLong(-1), Map.of());
        GetTableLayoutResponse layout = metadata.doGetTableLayout(
                allocator,
                new GetTableLayoutRequest(IDENTITY, "query", CATALOG, table, constraints, columns, Set.of()));
        List<Split> splits = new ArrayList<>();
        String token = null;
        do {
            GetSplitsResponse response = metadata.doGetSplits(
                    allocator,
                    new GetSplitsRequest(
                            IDENTITY, "query", CATALOG, table, layout.getPartitions(), List.of(), constraints, token));
            splits.addAll(response.getSplits());
            token = response.getContinuationToken();
        }
        while (token != null);
        List<Future<Long>> reads = new ArrayList<>();
        for (Split split : splits) {
            reads.add(readers.submit(() -> read(columns, constraints, split)));
        }
        long rows = 0;
        for (Future<Long> read : reads) {
            rows += read.get();
        }
        return MAPPER.writeValueAsString(Map.of("rows", rows, "splits", splits.size()));
    }

    private long read(Schema columns, Constraints constraints, Split split)
            throws Exception
    {
        RecordResponse response = records.doReadRecords(
                allocator,
                new ReadRecordsRequest(
                        IDENTITY,
                        CATALOG,
                        "query",
                        table,
                        columns,
                        split,
                        constraints,
                        MAX_BLOCK_BYTES,
                        MAX_INLINE_BYTES));
        if (response instanceof ReadRecordsResponse inline) {
            try (inline) {
                return inline.getRecordCount();
            }
        }
        long rows = 0;
        try (RemoteReadRecordsResponse spilled = (RemoteReadRecordsResponse) response) {
            S3BlockSpillReader reader = new S3BlockSpillReader(s3, allocator);
            for (SpillLocation location : spilled.getRemoteBlocks()) {
                try (Block block = reader.read(
                        (S3SpillLocation) location, spilled.getEncryptionKey(), spilled.getSchema())) {
                    rows += block.getRowCount();
                }
            }
        }
        return rows;
    }

    private Map<String, ValueSet> ranges(JsonNode query)
    {
        Map<String, ValueSet> ranges = new HashMap<>();
        query.path("equal").properties().forEach(column -> {
            ArrowType type = type(column.getKey());
            List<Range> values = new ArrayList<>();
            column.getValue().forEach(value -> values.add(Range.equal(allocator, type, value(value))));
            ranges.put(column.getKey(), SortedRangeSet.copyOf(type, values, false));
        });
        query.path("between").properties().forEach(column -> {
            ArrowType type = type(column.getKey());
            Range range = Range.range(
                    allocator, type, value(column.getValue().get(0)), true, value(column.getValue().get(1)), true);
            ranges.put(column.getKey(), SortedRangeSet.copyOf(type, List.of(range), false));
        });
        query.path("above").properties().forEach(column -> {
            ArrowType type = type(column.getKey());
            Range range = Range.greaterThan(allocator, type, value(column.getValue()));
            ranges.put(column.getKey(), SortedRangeSet.copyOf(type, List.of(range), false));
        });
        return ranges;
    }

    private ArrowType type(String column)
    {
        return schema.findField(column).getType();
    }

    /**
     * Numbers are decimals with nine digits behind the point, as the connector has them.
     */
    private static Object value(JsonNode value)
    {
        return value.isNumber() ? new BigDecimal(value.asText()).setScale(9) : value.asText();
    }

    private static <T> T stub(Class<T> type, Object answer)
    {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, _) -> method.getName().equals("getQueryExecution") ? answer : null));
    }
}
