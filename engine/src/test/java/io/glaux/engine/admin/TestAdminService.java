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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.FirstAdmin;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAdminService
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);

    @TempDir
    private Path folder;

    private SqlStore store;
    private StoreIdentities identities;
    private UsageLedger ledger;
    private AdminService service;

    @BeforeEach
    void open()
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        identities = new StoreIdentities(store, new ClusterSecret(new byte[32]), ACCOUNT, List.of(), Clock.systemUTC());
        assertThat(identities.createFirstAdmin().map(FirstAdmin::user)).contains("admin");
        ledger = new UsageLedger(store);
        service = new AdminService(new UserOperations(identities), new UsageOperations(ledger));
    }

    @AfterEach
    void close()
    {
        store.close();
    }

    @Test
    void testUsersComeAndGo()
            throws Exception
    {
        JsonNode added = call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        assertThat(identities.authenticate("ann", added.get("Password").textValue()))
                .contains(new Principal("ann", ACCOUNT));
        assertThat(identities.signingKey(added.get("AccessKeyId").textValue()).orElseThrow().key().secret())
                .isEqualTo(added.get("SecretAccessKey").textValue());
        JsonNode users = call(ADMIN, "ListUsers", "{}").get("Users");
        assertThat(users).hasSize(2);
        assertThat(users.get(1).get("UserName").textValue()).isEqualTo("ann");
        assertThat(users.get(1).get("Admin").booleanValue()).isFalse();
        assertThat(users.get(1).get("AccessKeyIds").get(0)).isEqualTo(added.get("AccessKeyId"));
        assertThat(users.toString()).doesNotContain(added.get("SecretAccessKey").textValue());

        call(ADMIN, "RemoveUser", "{\"UserName\": \"ann\"}");
        assertThat(identities.signingKey(added.get("AccessKeyId").textValue())).isEmpty();
        assertFails(ADMIN, "RemoveUser", "{\"UserName\": \"ann\"}", "ResourceNotFoundException");
        assertFails(ADMIN, "RemoveUser", "{\"UserName\": \"admin\"}", "InvalidRequestException");
    }

    /**
     * The generated password is in no answer then, so the user must not be there either.
     */
    @Test
    void testNoUserWithoutKey()
            throws Exception
    {
        store.jdbi().useHandle(handle -> handle.execute(
                "CREATE TRIGGER broken BEFORE INSERT ON access_keys BEGIN SELECT RAISE(ABORT, 'broken'); END"));
        assertThatThrownBy(() -> call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}")).hasStackTraceContaining("broken");
        store.jdbi().useHandle(handle -> handle.execute("DROP TRIGGER broken"));
        assertThat(call(ADMIN, "ListUsers", "{}").get("Users")).hasSize(1);
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
    }

    @Test
    void testGivenPasswordsAreNotRepeated()
            throws Exception
    {
        JsonNode added =
                call(ADMIN, "AddUser", "{\"UserName\": \"ann\", \"Password\": \"correct horse\", \"Admin\": true}");
        assertThat(added.has("Password")).isFalse();
        assertThat(identities.authenticate("ann", "correct horse")).isPresent();
        assertThat(identities.isAdmin(new Principal("ann", ACCOUNT))).isTrue();
        assertFails(ADMIN, "AddUser", "{\"UserName\": \"ann\"}", "AlreadyExistsException");
        assertFails(ADMIN, "AddUser", "{\"UserName\": \"a b\"}", "InvalidRequestException");
        assertFails(ADMIN, "AddUser", "{\"UserName\": \"bob\", \"Password\": \"short\"}", "InvalidRequestException");
    }

    @Test
    void testOthersManageTheirOwnKeysOnly()
            throws Exception
    {
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        Principal ann = new Principal("ann", ACCOUNT);
        String key = call(ann, "CreateAccessKey", "{}").get("AccessKeyId").textValue();
        call(ann, "DeleteAccessKey", "{\"AccessKeyId\": \"%s\"}".formatted(key));
        assertThat(identities.signingKey(key)).isEmpty();
        assertFails(ann, "DeleteAccessKey", "{\"AccessKeyId\": \"%s\"}".formatted(key), "ResourceNotFoundException");
        assertFails(ann, "CreateAccessKey", "{\"UserName\": \"admin\"}", "AccessDeniedException");
        assertFails(ann, "AddUser", "{\"UserName\": \"eve\", \"Admin\": true}", "AccessDeniedException");
        assertFails(ann, "ListUsers", "{}", "AccessDeniedException");
        assertFails(ann, "RemoveUser", "{\"UserName\": \"admin\"}", "AccessDeniedException");
        assertThat(call(ADMIN, "CreateAccessKey", "{\"UserName\": \"ann\"}").get("UserName").textValue())
                .isEqualTo("ann");
    }

    @Test
    void testWrongRequests()
    {
        assertFails(ADMIN, "AddUser", "{}", "InvalidRequestException");
        assertFails(ADMIN, "AddUser", "{\"UserName\": 1}", "InvalidRequestException");
        assertFails(ADMIN, "AddUser", "{\"UserName\": \"x\", \"Admin\": \"yes\"}", "InvalidRequestException");
        assertFails(ADMIN, "AddUser", "[]", "SerializationException");
        assertFails(ADMIN, "AddUser", "{", "SerializationException");
        assertFails(ADMIN, "AddUser", "", "SerializationException");
        assertFails(ADMIN, "Nothing", "{}", "UnknownOperationException");
    }

    @Test
    void testUsage()
            throws Exception
    {
        ledger.started("q1", "primary", "admin", Instant.EPOCH);
        assertFails(ADMIN, "GetQueryUsage", "{\"QueryExecutionId\": \"q1\"}", "ResourceNotFoundException");
        ledger.ended(new UsageEnd("q1", Instant.EPOCH, "SUCCEEDED", new ScanReport(Map.of(
                new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(1000, 2),
                new ScanKey("awsdatacatalog", "a.t", ReadKind.DELETES), new ScanCount(100, 1),
                new ScanKey("awsdatacatalog", "a.t", ReadKind.METADATA), new ScanCount(10, 3),
                new ScanKey("mysql", "a.u", ReadKind.DATA), new ScanCount(5, 1))), 10_000_000, Map.of(), PriceBook.DEFAULT));
        JsonNode usage = call(ADMIN, "GetQueryUsage", "{\"QueryExecutionId\": \"q1\"}");
        assertThat(usage.get("ScannedBytes").longValue()).isEqualTo(1105);
        assertThat(usage.get("BilledBytes").longValue()).isEqualTo(10_000_000);
        assertThat(usage.get("CostMicroUsd").longValue()).isEqualTo(50);
        assertThat(usage.get("Sources")).hasSize(2);
        assertThat(usage.get("Sources").get(0)).hasToString(
                "{\"Source\":\"awsdatacatalog\",\"ScannedBytes\":1100,"
                        + "\"Requests\":3,\"MetadataBytes\":10,\"MetadataRequests\":3}");
        assertThat(usage.get("Tables")).hasSize(4);
    }

    private JsonNode call(Principal caller, String operation, String body)
            throws IOException
    {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service.handle(
                new AwsRequest(
                        "r1",
                        caller,
                        "POST",
                        "/",
                        "",
                        Map.of("x-amz-target", List.of("Glaux." + operation)),
                        new ByteArrayInputStream(body.getBytes(UTF_8))),
                new AwsResponse()
                {
                    @Override
                    public void status(int status)
                    {
                        assertThat(status).isEqualTo(200);
                    }

                    @Override
                    public void header(String name, String value) {}

                    @Override
                    public OutputStream body()
                    {
                        return out;
                    }
                });
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private void assertFails(Principal caller, String operation, String body, String type)
    {
        assertThatThrownBy(() -> call(caller, operation, body))
                .isInstanceOfSatisfying(AwsException.class, error -> assertThat(error.type()).isEqualTo(type));
    }
}
