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
package io.glaux.engine.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.catalogs.TestingSources;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Catalogs of other sources, as the command line asks for them.
 */
final class TestCatalogOperations
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);
    private static final Principal ANN = new Principal("ann", ACCOUNT);
    private static final String PLANES =
            """
            {"Name": "planes", "Source": "dynamodb", "Description": "of a fleet",
            "Settings": {"region": "eu-west-1", "access-key": "AKIA"}, "Secrets": {"secret-key": "s3cr3t"}}""";

    @TempDir
    private Path folder;

    private SqlStore store;
    private TestingSources sources;
    private WorkgroupDirectory directory;
    private CatalogOperations operations;

    @BeforeEach
    void open()
            throws IOException
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        StoreIdentities identities = new StoreIdentities(
                store, new ClusterSecret(new byte[32]), ACCOUNT, List.of(), Clock.systemUTC());
        assertThat(identities.createFirstAdmin()).isPresent();
        directory = WorkgroupDirectory.over(store, Clock.systemUTC(), "glaux", "us-east-1", Optional.empty());
        sources = new TestingSources(store, Files.createDirectories(folder.resolve("catalogs")));
        operations = new CatalogOperations(sources.catalogs(), directory);
    }

    @AfterEach
    void close()
    {
        sources.close();
        store.close();
    }

    @Test
    void testComeAndGo()
            throws Exception
    {
        assertFails(() -> operations.add(ANN, input(PLANES)), ErrorCode.ACCESS_DENIED);
        operations.add(ADMIN, input(PLANES));
        assertFails(() -> operations.add(ADMIN, input(PLANES)), ErrorCode.ALREADY_EXISTS);
        assertThat(operations.list(ADMIN, input("{}")).toString()).isEqualTo(
                """
                {"Catalogs":[{"Name":"planes","Source":"dynamodb","Health":"ok","Address":"grpc+tls://127.0.0.1:1",\
                "ProcessId":17,"Description":"of a fleet","Origin":"STORE",\
                "Settings":{"access-key":"AKIA","region":"eu-west-1"},"SecretKeys":["secret-key"]}]}""");
        assertThat(operations.list(ANN, input("{}")).toString())
                .as("settings are for admins")
                .isEqualTo("{\"Catalogs\":[{\"Name\":\"planes\",\"Source\":\"dynamodb\",\"Health\":\"ok\"}]}");
        directory.tags().add("datacatalog/planes", Map.of("team", "air"));
        assertFails(() -> operations.remove(ANN, input("{\"Name\": \"planes\"}")), ErrorCode.ACCESS_DENIED);
        operations.remove(ADMIN, input("{\"Name\": \"Planes\"}"));
        assertFails(() -> operations.remove(ADMIN, input("{\"Name\": \"planes\"}")), ErrorCode.NOT_FOUND);
        assertThat(operations.list(ADMIN, input("{}")).get("Catalogs")).isEmpty();
        assertThat(directory.tags().find("datacatalog/planes")).as("a later one begins without them").isEmpty();
    }

    @Test
    void testWhatCannotBe()
    {
        assertFails(() -> operations.add(ADMIN, input(PLANES.replace("planes", "a b"))), ErrorCode.INVALID_INPUT);
        assertFails(() -> operations.add(ADMIN, input(PLANES.replace("eu-west-1", ""))), ErrorCode.INVALID_INPUT);
        assertFails(
                () -> operations.add(ADMIN, input(PLANES.replace("region", TestingSources.FAILS))),
                ErrorCode.CATALOG_ERROR);
        assertThatThrownBy(() -> operations.add(ADMIN, input(PLANES.replace("dynamodb", "oracle"))))
                .hasMessageStartingWith("Source is one of dynamodb, mysql");
    }

    @Test
    void testFilesThatMakeNoCatalog()
            throws Exception
    {
        Files.writeString(folder.resolve("catalogs/broken.properties"), "source=oracle");
        sources.catalogs().start();
        assertThat(operations.list(ADMIN, input("{}")).get("Catalogs")).singleElement().satisfies(file -> {
            assertThat(file.get("Name").textValue()).isEqualTo("broken");
            assertThat(file.get("Health").textValue()).contains("'oracle' is no source");
        });
        assertThat(operations.list(ANN, input("{}")).get("Catalogs"))
                .as("where files of the server are, is for admins")
                .isEmpty();
    }

    private static AdminInput input(String json)
            throws IOException
    {
        return new AdminInput((ObjectNode) MAPPER.readTree(json));
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code)
    {
        assertThatThrownBy(call).isInstanceOfSatisfying(
                GlauxException.class,
                failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
