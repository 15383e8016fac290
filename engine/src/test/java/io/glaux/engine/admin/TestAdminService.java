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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.catalogs.TestingSources;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.FirstAdmin;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.metering.Bill;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.PriceBooks;
import io.glaux.engine.metering.UsageAccess;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageHistory;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.UsageScope;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaStore;
import io.glaux.engine.query.WaitingQuery;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.Store;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupLimitStore;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAdminService
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);
    private static final Principal ANN = new Principal("ann", ACCOUNT);

    @TempDir
    private Path folder;

    private SqlStore store;
    private StoreIdentities identities;
    private UsageLedger ledger;
    private TestingSources sources;
    private AdminService service;
    private List<WaitingQuery> waiting = List.of();

    @BeforeEach
    void open()
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        identities = new StoreIdentities(store, new ClusterSecret(new byte[32]), ACCOUNT, List.of(), Clock.systemUTC());
        assertThat(identities.createFirstAdmin().map(FirstAdmin::user)).contains("admin");
        ledger = new UsageLedger(store, (_, user) -> identities.tags(user));
        WorkgroupDirectory directory =
                WorkgroupDirectory.over(store, Clock.systemUTC(), "glaux", "us-east-1", Optional.empty());
        directory.workgroups().ensurePrimary(Optional.empty());
        UsageAccess access = user ->
                new UsageScope(
                        user, identities.isAdmin(new Principal(user, ACCOUNT)), directory.grants().managedBy(user));
        sources = new TestingSources(store, folder.resolve("catalogs"));
        service = new AdminService(
                new UserOperations(identities, directory.workgroups()),
                new UsageOperations(ledger, new UsageHistory(store), access),
                new GrantOperations(directory),
                new LimitOperations(directory, new WorkgroupLimitStore(store), () -> waiting),
                new QuotaOperations(budgets(store), directory),
                new PriceOperations(new PriceBooks(store), directory),
                new CatalogOperations(sources.catalogs(), directory));
    }

    private static Budgets budgets(Store store)
    {
        QuotaAccounts quotas = new QuotaAccounts(new QuotaStore(store), Clock.systemUTC(), (_, _) -> Map.of());
        return new Budgets(
                quotas,
                (id, reason) -> {
                    throw new AssertionError("%s: %s".formatted(id, reason));
                },
                (_, _) -> {},
                ReadJournal.inMemory());
    }

    @AfterEach
    void close()
    {
        sources.close();
        store.close();
    }

    @Test
    void testQuotas()
            throws Exception
    {
        String day =
                """
                {"WorkGroup": "primary", "Measure": "BYTES", "Per": "day", "Zone": "Europe/Berlin", "Limit": 500,
                "Action": "BLOCK"}""";
        call(ADMIN, "SetQuota", day);
        call(ADMIN, "SetQuota", day.replace("500", "700"));
        call(ADMIN, "SetQuota",
                """
                {"WorkGroup": "primary", "UserName": "ann", "TagKey": "team", "TagValue": "a", "Measure": "MICRO_USD",
                "Per": "90s", "Limit": 5000000, "Action": "CANCEL"}""");
        assertThat(call(ADMIN, "ListQuotas", "{}").toString()).isEqualTo(
                """
                {"Quotas":[\
                {"WorkGroup":"primary","Measure":"BYTES","Per":"day","Rolling":false,"Zone":"Europe/Berlin",\
                "Limit":700,"Used":0,"Reserved":0,"Action":"BLOCK"},\
                {"WorkGroup":"primary","UserName":"ann","TagKey":"team","TagValue":"a","Measure":"MICRO_USD",\
                "Per":"90s","Rolling":true,"Limit":5000000,"Used":0,"Reserved":0,"Action":"CANCEL"}]}""");
        assertThat(call(ADMIN, "ListQuotas", "{\"WorkGroup\": \"other\"}").get("Quotas")).isEmpty();

        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        assertFails(new Principal("ann", ACCOUNT), "SetQuota", day, "AccessDeniedException");
        assertFails(new Principal("ann", ACCOUNT), "RemoveQuota", day, "AccessDeniedException");
        assertFails(new Principal("ann", ACCOUNT), "ListQuotas", "{\"WorkGroup\": \"x\"}", "ResourceNotFoundException");
        assertFails(ADMIN, "SetQuota", day.replace("primary", "missing"), "ResourceNotFoundException");
        assertFails(ADMIN, "SetQuota", day.replace("day", "week"), "InvalidRequestException");
        assertFails(ADMIN, "SetQuota", day.replace("Europe/Berlin", "Mars"), "InvalidRequestException");
        assertFails(ADMIN, "SetQuota", day.replace("BYTES", "ROWS"), "InvalidRequestException");
        assertFails(ADMIN, "SetQuota", day.replace("500", "-1"), "InvalidRequestException");
        assertFails(ADMIN, "SetQuota", day.replace("500", "0.5"), "InvalidRequestException");

        call(ADMIN, "RemoveQuota", day);
        assertFails(ADMIN, "RemoveQuota", day, "ResourceNotFoundException");
        assertThat(call(ADMIN, "ListQuotas", "{}").get("Quotas")).hasSize(1);
    }

    @Test
    void testLimits()
            throws Exception
    {
        call(ADMIN, "SetWorkGroupLimits",
                """
                {"WorkGroup": "primary", "MaxRunning": 5, "MaxQueued": 0, "MaxRunSeconds": 1800,
                "MaxResultBytes": 10000000000, "MemoryPercent": 25, "Weight": 3}""");
        String all =
                """
                {"WorkGroup":"primary","MaxRunning":5,"MaxQueued":0,"MaxRunSeconds":1800,\
                "MaxResultBytes":10000000000,"MemoryPercent":25,"Weight":3}""";
        assertThat(call(ADMIN, "GetWorkGroupLimits", "{\"WorkGroup\": \"primary\"}").toString()).isEqualTo(all);
        call(ADMIN, "SetWorkGroupLimits", "{\"WorkGroup\": \"primary\", \"MaxRunning\": 6}");
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        assertThat(call(ANN, "GetWorkGroupLimits", "{\"WorkGroup\": \"primary\"}").toString())
                .as("those that are not given stay")
                .isEqualTo(all.replace("\"MaxRunning\":5", "\"MaxRunning\":6"));
        call(ADMIN, "SetWorkGroupLimits", "{\"WorkGroup\": \"primary\", \"Weight\": 2, \"Clear\": true}");
        assertThat(call(ADMIN, "GetWorkGroupLimits", "{\"WorkGroup\": \"primary\"}").toString())
                .isEqualTo("{\"WorkGroup\":\"primary\",\"Weight\":2}");

        assertFails(ANN, "SetWorkGroupLimits", "{\"WorkGroup\": \"primary\", \"Weight\": 2}", "AccessDeniedException");
        assertFails(ADMIN, "SetWorkGroupLimits", "{\"WorkGroup\": \"missing\"}", "ResourceNotFoundException");
        for (String wrong : List.of(
                "\"MaxRunning\": 0",
                "\"MaxRunning\": 4294967297",
                "\"MaxQueued\": -1",
                "\"MaxRunSeconds\": 0",
                "\"MaxRunSeconds\": 9223372036854775807",
                "\"MaxResultBytes\": 0",
                "\"MemoryPercent\": 101",
                "\"Weight\": 0",
                "\"Weight\": \"much\"")) {
            assertFails(
                    ADMIN,
                    "SetWorkGroupLimits",
                    "{\"WorkGroup\": \"primary\", %s}".formatted(wrong),
                    "InvalidRequestException");
        }
    }

    @Test
    void testWarningsOfQuotas()
            throws Exception
    {
        String quota =
                """
                {"WorkGroup": "primary", "Measure": "BYTES", "Per": "day", "Limit": 500, "Action": "BLOCK",
                "WarnPercent": 80}""";
        call(ADMIN, "SetQuota", quota);
        assertThat(call(ADMIN, "ListQuotas", "{}").at("/Quotas/0/WarnPercent").asInt()).isEqualTo(80);
        QuotaStore quotas = new QuotaStore(store);
        Quota stored = quotas.list().getFirst();
        assertThat(stored.warnPercent()).hasValue(80);
        assertThat(quotas.warned(stored)).isEmpty();
        quotas.warned(stored, Instant.ofEpochMilli(1234));
        assertThat(quotas.warned(stored)).hasValue(Instant.ofEpochMilli(1234));
        call(ADMIN, "SetQuota", quota.replace("80", "90"));
        assertThat(quotas.warned(stored)).as("it warns anew").isEmpty();
        assertFails(ADMIN, "SetQuota", quota.replace("80", "101"), "InvalidRequestException");
        assertFails(ADMIN, "SetQuota", quota.replace("80", "0"), "InvalidRequestException");
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
    void testGrantsAndDefaultsOfUsers()
            throws Exception
    {
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\", \"Groups\": [\"b\", \"a\"], \"WorkGroup\": \"primary\"}");
        call(ADMIN, "AddUser", "{\"UserName\": \"bob\"}");
        JsonNode ann = call(ADMIN, "ListUsers", "{}").get("Users").get(1);
        assertThat(ann.get("Groups")).hasToString("[\"a\",\"b\"]");
        assertThat(ann.get("WorkGroup").textValue()).isEqualTo("primary");
        call(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"Groups\": [\"a\"]}");
        assertThat(call(ADMIN, "ListUsers", "{}").get("Users").get(1)).isEqualTo(
                ((ObjectNode) ann.deepCopy()).set("Groups", new ObjectMapper().readTree("[\"a\"]")));
        call(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"WorkGroup\": \"\"}");
        assertThat(call(ADMIN, "ListUsers", "{}").get("Users").get(1).has("WorkGroup")).isFalse();
        assertFails(ADMIN, "UpdateUser", "{\"UserName\": \"eve\"}", "ResourceNotFoundException");
        assertFails(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"WorkGroup\": \"no\"}", "ResourceNotFoundException");
        assertFails(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"Groups\": [\"a b\"]}", "InvalidRequestException");
        assertFails(ADMIN, "AddUser", "{\"UserName\": \"glaux\"}", "InvalidRequestException");

        Principal bob = new Principal("bob", ACCOUNT);
        String grant = "{\"WorkGroup\": \"primary\", \"GroupName\": \"a\", \"Permission\": \"%s\"}";
        assertFails(bob, "GrantWorkGroup", grant.formatted("USE"), "AccessDeniedException");
        call(ADMIN, "GrantWorkGroup", grant.formatted("MANAGE"));
        assertThat(call(new Principal("ann", ACCOUNT), "ListWorkGroupGrants", "{\"WorkGroup\": \"primary\"}"))
                .hasToString("{\"Restricted\":true,\"Grants\":[{\"GroupName\":\"a\",\"Permission\":\"MANAGE\"}]}");
        assertFails(bob, "ListWorkGroupGrants", "{\"WorkGroup\": \"primary\"}", "AccessDeniedException");
        assertFails(bob, "UpdateUser", "{\"UserName\": \"bob\", \"Groups\": [\"a\"]}", "AccessDeniedException");
        assertFails(ADMIN, "GrantWorkGroup", grant.formatted("OWN"), "InvalidRequestException");
        assertFails(ADMIN, "GrantWorkGroup", grant.replace("primary", "no"), "ResourceNotFoundException");
        call(ADMIN, "RevokeWorkGroup", "{\"WorkGroup\": \"primary\", \"GroupName\": \"a\"}");
        assertFails(
                ADMIN,
                "RevokeWorkGroup",
                "{\"WorkGroup\": \"primary\", \"UserName\": \"ann\"}",
                "ResourceNotFoundException");
        assertFails(ADMIN, "RevokeWorkGroup", "{\"WorkGroup\": \"primary\"}", "InvalidRequestException");
        call(ADMIN, "RevokeWorkGroup", "{\"WorkGroup\": \"primary\", \"All\": true}");
        assertThat(call(ADMIN, "ListWorkGroupGrants", "{\"WorkGroup\": \"primary\"}"))
                .hasToString("{\"Restricted\":false,\"Grants\":[]}");
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
        ledger.ended(new UsageEnd(
                "q1",
                Instant.EPOCH,
                "SUCCEEDED",
                new ScanReport(Map.of(
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(1000, 2),
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.DELETES), new ScanCount(100, 1),
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.METADATA), new ScanCount(10, 3),
                        new ScanKey("mysql", "a.u", ReadKind.DATA), new ScanCount(5, 1, Units.of("row", 3)))),
                10_000_000,
                Units.NONE,
                PriceBook.DEFAULT));
        JsonNode usage = call(ADMIN, "GetQueryUsage", "{\"QueryExecutionId\": \"q1\"}");
        assertThat(usage.get("ScannedBytes").longValue()).isEqualTo(1105);
        assertThat(usage.get("BilledBytes").longValue()).isEqualTo(10_000_000);
        assertThat(usage.get("CostMicroUsd").longValue()).isEqualTo(50);
        assertThat(usage.get("Sources")).hasSize(2);
        assertThat(usage.get("Sources").get(0)).hasToString(
                "{\"Source\":\"awsdatacatalog\",\"ScannedBytes\":1100,"
                        + "\"Requests\":3,\"MetadataBytes\":10,\"MetadataRequests\":3,\"Units\":{}}");
        assertThat(usage.get("Sources").get(1).get("Units")).hasToString("{\"row\":\"3\"}");
        assertThat(usage.get("BilledUnits")).isEmpty();
        assertThat(usage.get("Tables")).hasSize(4);
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        assertFails(ANN, "GetQueryUsage", "{\"QueryExecutionId\": \"q1\"}", "ResourceNotFoundException");
    }

    @Test
    void testTotals()
            throws Exception
    {
        query("q1", "primary", "ann", "2026-11-01T23:59:59.999Z", 12_000_000);
        query("q2", "primary", "admin", "2026-11-02T00:00:00Z", 20_000_000);
        query("q3", "other", "ann", "2026-11-03T00:00:00Z", 30_000_000);
        ledger.started("q4", "other", "ann", Instant.EPOCH);
        assertThat(call(ADMIN, "ListUsage", "{}").get("Usage")).hasToString(
                "[{\"Key\":\"other\",\"Queries\":1,\"ScannedBytes\":30000000,\"BilledBytes\":30000000,"
                        + "\"CostMicroUsd\":150},"
                        + "{\"Key\":\"primary\",\"Queries\":2,\"ScannedBytes\":32000000,\"BilledBytes\":32000000,"
                        + "\"CostMicroUsd\":160}]");
        assertThat(keys(ADMIN, "{\"By\": \"day\"}")).containsExactly("2026-11-01", "2026-11-02", "2026-11-03");
        assertThat(keys(ADMIN, "{\"By\": \"day\", \"Since\": \"2026-11-02\"}"))
                .containsExactly("2026-11-02", "2026-11-03");
        assertThat(keys(ADMIN, "{\"By\": \"day\", \"Since\": \"2026-11-02T00:00:00.001Z\"}"))
                .containsExactly("2026-11-03");
        assertThat(keys(ADMIN, "{\"By\": \"user\"}")).containsExactly("admin", "ann");
        assertThat(keys(ADMIN, "{\"By\": \"user\", \"WorkGroup\": \"other\"}")).containsExactly("ann");
        assertThat(keys(ANN, "{\"By\": \"user\"}")).as("the own only").containsExactly("ann");
        assertThat(call(ADMIN, "ListUsage", "{\"By\": \"table\", \"WorkGroup\": \"primary\"}").get("Usage"))
                .hasToString("[{\"Source\":\"awsdatacatalog\",\"Table\":\"a.t\",\"Queries\":2,"
                        + "\"ScannedBytes\":32000000,\"Requests\":4,\"Units\":{}}]");
        assertFails(ADMIN, "ListUsage", "{\"By\": \"tag\"}", "InvalidRequestException");
        assertFails(ADMIN, "ListUsage", "{\"Since\": \"yesterday\"}", "InvalidRequestException");
    }

    @Test
    void testTags()
            throws Exception
    {
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\", \"Tags\": {\"team\": \"bi\", \"floor\": \"3\"}}");
        query("q1", "primary", "ann", "2026-11-01T00:00:00Z", 12_000_000);
        call(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"Tags\": {\"team\": \"web\"}}");
        query("q2", "primary", "ann", "2026-11-01T00:00:00Z", 20_000_000);
        call(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"Groups\": [\"g\"]}");
        query("q3", "other", "ann", "2026-11-01T00:00:00Z", 30_000_000);
        query("q4", "other", "admin", "2026-11-01T00:00:00Z", 10_000_000);
        assertThat(call(ADMIN, "ListUsage", "{\"By\": \"tag:team\"}").get("Usage")).hasToString(
                "[{\"Key\":\"\",\"Queries\":1,\"ScannedBytes\":10000000,\"BilledBytes\":10000000,"
                        + "\"CostMicroUsd\":50},"
                        + "{\"Key\":\"bi\",\"Queries\":1,\"ScannedBytes\":12000000,\"BilledBytes\":12000000,"
                        + "\"CostMicroUsd\":60},"
                        + "{\"Key\":\"web\",\"Queries\":2,\"ScannedBytes\":50000000,\"BilledBytes\":50000000,"
                        + "\"CostMicroUsd\":250}]");
        assertThat(keys(ADMIN, "{\"By\": \"tag:floor\", \"WorkGroup\": \"primary\"}")).containsExactly("", "3");
        assertThat(call(ADMIN, "ListUsers", "{}").get("Users").get(1).get("Tags"))
                .hasToString("{\"team\":\"web\"}");
        for (String wrong : List.of("{\"\": \"a\"}", "{\"a\": 1}", "[]")) {
            assertFails(
                    ADMIN,
                    "UpdateUser",
                    "{\"UserName\": \"ann\", \"Tags\": %s}".formatted(wrong),
                    "InvalidRequestException");
        }
        call(ADMIN, "UpdateUser", "{\"UserName\": \"ann\", \"Tags\": {}}");
        assertThat(identities.tags("ann")).isEmpty();
    }

    @Test
    void testWhoManagesAWorkgroupSeesItsUsage()
            throws Exception
    {
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\", \"Groups\": [\"leads\"]}");
        query("q1", "primary", "admin", "2026-11-01T00:00:00Z", 12_000_000);
        query("q2", "other", "admin", "2026-11-01T00:00:00Z", 12_000_000);
        String see = "{\"WorkGroup\": \"primary\", \"UserName\": \"ann\", \"Permission\": \"USE\"}";
        call(ADMIN, "GrantWorkGroup", see);
        assertThat(keys(ANN, "{}")).isEmpty();
        call(ADMIN,
                "GrantWorkGroup",
                "{\"WorkGroup\": \"primary\", \"GroupName\": \"leads\", \"Permission\": \"MANAGE\"}");
        assertThat(keys(ANN, "{}")).containsExactly("primary");
        assertThat(call(ANN, "GetQueryUsage", "{\"QueryExecutionId\": \"q1\"}").get("BilledBytes").longValue())
                .isEqualTo(12_000_000);
        assertFails(ANN, "GetQueryUsage", "{\"QueryExecutionId\": \"q2\"}", "ResourceNotFoundException");
        assertFails(ANN, "SetPrice", "{\"WorkGroup\": \"primary\"}", "AccessDeniedException");
    }

    @Test
    void testQuotaOfATag()
            throws Exception
    {
        String quota =
                """
                {"TagKey": "team", "TagValue": "bi", "Measure": "BYTES", "Per": "month", "Limit": 5, "Action": "BLOCK"}
                """;
        call(ADMIN, "SetQuota", quota);
        call(ADMIN, "AddUser", "{\"UserName\": \"ann\"}");
        JsonNode listed = call(ADMIN, "ListQuotas", "{}").get("Quotas");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).has("WorkGroup")).isFalse();
        assertThat(listed.get(0).get("TagValue").textValue()).isEqualTo("bi");
        assertThat(call(ANN, "ListQuotas", "{}").get("Quotas")).isEmpty();
        assertThat(call(ADMIN, "ListQuotas", "{\"WorkGroup\": \"primary\"}").get("Quotas")).isEmpty();
        assertFails(ANN, "SetQuota", quota, "AccessDeniedException");
        assertFails(ADMIN, "SetQuota", quota.replace("Tag", "Other"), "InvalidRequestException");
        call(ADMIN, "RemoveQuota", quota);
        assertFails(ADMIN, "RemoveQuota", quota, "ResourceNotFoundException");
    }

    @Test
    void testVerify()
            throws Exception
    {
        query("q1", "primary", "ann", "2026-11-01T00:00:00Z", 12_000_000);
        JsonNode whole = call(ADMIN, "VerifyUsage", "{}");
        assertThat(whole.get("Entries").longValue()).isEqualTo(2);
        assertThat(whole.has("Fault")).isFalse();
        store.jdbi().useHandle(handle -> handle.execute("UPDATE usage_ends SET cost_micro_usd = 1"));
        JsonNode fault = call(ADMIN, "VerifyUsage", "{}").get("Fault");
        assertThat(fault.get("Sequence").longValue()).isEqualTo(2);
        assertThat(fault.get("QueryExecutionId").textValue()).isEqualTo("q1");
        assertThat(fault.get("Message").textValue()).startsWith("Entry 2, the end of query q1, does not fit");
        assertFails(ANN, "VerifyUsage", "{}", "AccessDeniedException");
    }

    @Test
    void testPrices()
            throws Exception
    {
        call(ADMIN, "SetPrice",
                """
                {"WorkGroup": "primary", "UsdPerTb": "6.25", "UnitUsd": {"read-unit": "0.00000025"}}""");
        JsonNode prices = call(ANN, "ListPrices", "{}");
        assertThat(prices.get("Default")).hasToString(
                "{\"UsdPerTb\":\"5\",\"MinimumBytes\":10000000,\"RoundingBytes\":1000000,\"UnitUsd\":{}}");
        assertThat(prices.get("Prices")).hasToString(
                "[{\"WorkGroup\":\"primary\",\"UsdPerTb\":\"6.25\",\"MinimumBytes\":10000000,"
                        + "\"RoundingBytes\":1000000,\"UnitUsd\":{\"read-unit\":\"0.00000025\"}}]");
        assertThat(new PriceBooks(store).of("primary").microUsd(new Bill(1_000_000, Units.of("read-unit", 7))))
                .as("6.25 and 1.75").isEqualTo(8);
        assertFails(ANN, "SetPrice", "{\"WorkGroup\": \"primary\"}", "AccessDeniedException");
        assertFails(ADMIN, "SetPrice", "{\"WorkGroup\": \"none\"}", "ResourceNotFoundException");
        for (String wrong : List.of(
                "\"UsdPerTb\": \"-1\"",
                "\"UsdPerTb\": \"1e9\"",
                "\"UsdPerTb\": 5",
                "\"RoundingBytes\": 0",
                "\"MinimumBytes\": \"1\"",
                "\"UnitUsd\": []",
                "\"UnitUsd\": {\"u\": 1}")) {
            String price = "{\"WorkGroup\": \"primary\", %s}".formatted(wrong);
            assertFails(ADMIN, "SetPrice", price, "InvalidRequestException");
        }
    }

    private void query(String id, String workgroup, String user, String endedAt, long bytes)
    {
        Instant at = Instant.parse(endedAt);
        ledger.started(id, workgroup, user, at);
        ledger.ended(new UsageEnd(
                id,
                at,
                "SUCCEEDED",
                new ScanReport(Map.of(
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(bytes, 1),
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.METADATA), new ScanCount(10, 1))),
                bytes,
                Units.NONE,
                PriceBook.DEFAULT));
    }

    private List<String> keys(Principal caller, String body)
            throws IOException
    {
        List<String> keys = new ArrayList<>();
        call(caller, "ListUsage", body).get("Usage").forEach(usage -> keys.add(usage.get("Key").textValue()));
        return keys;
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
