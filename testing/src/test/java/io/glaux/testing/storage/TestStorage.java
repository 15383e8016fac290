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
package io.glaux.testing.storage;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.TrinoClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * S3 through the AWS endpoint, and the lake on it, over versitygw as the S3 that somebody else runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(
        value = "io.glaux.testing.storage.VersityGw#isAvailable",
        disabledReason = "missing on this machine: Go 1.24 or newer, which builds versitygw")
final class TestStorage
{
    private static final int PART = 5 * 1024 * 1024;

    private S3Server server;
    private GlauxInstance instance;
    private AwsClients clients;

    @BeforeAll
    void start()
    {
        server = VersityGw.start();
        try (AwsClients direct =
                AwsClients.of(server.url().toString(), server.accessKey(), server.secretKey(), "us-east-1")) {
            direct.s3().createBucket(request -> request.bucket("glaux"));
        }
        instance = GlauxInstance.builder().storage(server.url(), server).set("tpch.enabled", "true")
                .set("engine.memory", "1GB").start();
        clients = AwsClients.of(instance.environment());
    }

    @AfterAll
    void stop()
    {
        if (clients != null) {
            clients.close();
        }
        if (instance != null) {
            instance.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void objectsComeBackAsTheyWent()
    {
        S3Client s3 = clients.s3();
        byte[] content = bytes(3_000_000);
        String key = "a folder/with ü, + and %/" + "object=1&x";
        s3.putObject(
                request -> request.bucket("glaux").key(key).contentType("text/x-test")
                        .metadata(Map.of("colour", "red")),
                RequestBody.fromBytes(content));
        ResponseBytes<GetObjectResponse> read = s3.getObjectAsBytes(request -> request.bucket("glaux").key(key));
        assertThat(read.asByteArray()).isEqualTo(content);
        assertThat(read.response().contentType()).isEqualTo("text/x-test");
        assertThat(read.response().metadata()).containsEntry("colour", "red");
        assertThat(s3.getObjectAsBytes(request -> request.bucket("glaux").key(key).range("bytes=10-19")).asByteArray())
                .isEqualTo(Arrays.copyOfRange(content, 10, 20));
        assertThat(s3.headObject(request -> request.bucket("glaux").key(key)).contentLength())
                .isEqualTo(content.length);
        s3.deleteObject(request -> request.bucket("glaux").key(key));
        assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket("glaux").key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void objectsInParts()
    {
        S3Client s3 = clients.s3();
        byte[] content = bytes(PART + 1000);
        String upload = s3.createMultipartUpload(request -> request.bucket("glaux").key("parts")).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            byte[] slice = Arrays.copyOfRange(content, (part - 1) * PART, Math.min(content.length, part * PART));
            String tag = s3.uploadPart(
                    request -> request.bucket("glaux").key("parts").uploadId(upload).partNumber(part),
                    RequestBody.fromBytes(slice)).eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(tag).build());
        }
        s3.completeMultipartUpload(request -> request.bucket("glaux").key("parts").uploadId(upload)
                .multipartUpload(done -> done.parts(parts)));
        assertThat(s3.getObjectAsBytes(request -> request.bucket("glaux").key("parts")).asByteArray())
                .isEqualTo(content);
    }

    @Test
    void listings()
    {
        S3Client s3 = clients.s3();
        for (int i = 0; i < 25; i++) {
            int number = i;
            s3.putObject(request -> request.bucket("glaux")
                    .key("list/%02d/x".formatted(number)), RequestBody.fromString("x"));
        }
        assertThat(s3.listObjectsV2Paginator(request -> request.bucket("glaux").prefix("list/").maxKeys(10)).contents()
                .stream().map(S3Object::key))
                .hasSize(25)
                .isSorted();
        assertThat(s3.listObjectsV2(request -> request.bucket("glaux").prefix("list/").delimiter("/")).commonPrefixes())
                .hasSize(25);
        s3.deleteObjects(request -> request.bucket("glaux").delete(delete -> delete.objects(List.of(
                ObjectIdentifier.builder().key("list/00/x").build(),
                ObjectIdentifier.builder().key("list/01/x").build()))));
        assertThat(s3.listObjectsV2(request -> request.bucket("glaux").prefix("list/")).keyCount()).isEqualTo(23);
    }

    @Test
    void tablesOfBothKinds()
    {
        AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
        athena.run("CREATE DATABASE `external` LOCATION 's3://glaux/external/'");
        for (String format : List.of("PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE")) {
            athena.run(("CREATE TABLE awsdatacatalog.external.hive_%s WITH (format = '%s') AS "
                    + "SELECT * FROM tpch.tiny.nation").formatted(format, format));
            assertThat(athena.query("SELECT count(*) FROM awsdatacatalog.external.hive_%s".formatted(format)).only())
                    .as(format).isEqualTo("25");
        }
        athena.run("CREATE TABLE awsdatacatalog_iceberg.external.orders AS SELECT * FROM tpch.tiny.orders");
        athena.run("DELETE FROM awsdatacatalog.external.orders WHERE o_orderkey % 2 = 0");
        assertThat(athena.query("SELECT count(*) FROM awsdatacatalog.external.orders WHERE o_orderkey % 2 = 0").only())
                .isEqualTo("0");
        assertThat(athena.query("SELECT count(*) > 7000 FROM awsdatacatalog.external.orders").only()).isEqualTo("true");
    }

    /**
     * CREATE TABLE AS has no CSV; Hive's DDL and Trino's door do.
     */
    @Test
    void tablesOfCsvByBothDoors()
            throws SQLException
    {
        String query = "SELECT CAST(n_nationkey AS varchar) AS n_nationkey, CAST(n_name AS varchar) AS n_name " +
                "FROM tpch.tiny.nation";
        AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "csv");
        athena.run("CREATE DATABASE csv LOCATION 's3://glaux/csv/'");
        athena.run(
                """
                CREATE EXTERNAL TABLE by_athena (n_nationkey string, n_name string)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://glaux/csv/by_athena/'
                """);
        athena.run("INSERT INTO by_athena " + query);
        try (TrinoClients trino = new TrinoClients(instance.environment());
                Connection connection = trino.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE awsdatacatalog.csv.by_trino WITH (format = 'CSV') AS " + query);
        }
        for (String table : List.of("by_athena", "by_trino")) {
            assertThat(athena.query("SELECT count(*), max(n_name) FROM " + table).rows()).as(table)
                    .containsExactly(List.of("25", "VIETNAM"));
        }
    }

    @Test
    void resultsAreInTheExternalStorage()
    {
        AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
        String id = athena.run("SELECT 'here' AS place").queryExecutionId();
        try (AwsClients direct =
                AwsClients.of(server.url().toString(), server.accessKey(), server.secretKey(), "us-east-1")) {
            assertThat(direct.s3()
                    .getObjectAsBytes(request -> request.bucket("glaux").key("results/%s.csv".formatted(id)))
                    .asUtf8String())
                    .isEqualTo("\"place\"\n\"here\"\n");
            assertThat(direct.s3()
                    .headObject(request -> request.bucket("glaux").key("results/%s.csv.metadata".formatted(id)))
                    .contentLength())
                    .isPositive();
        }
    }

    private static byte[] bytes(int size)
    {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
