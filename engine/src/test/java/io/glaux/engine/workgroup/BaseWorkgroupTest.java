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
package io.glaux.engine.workgroup;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.StoreIdentities;
import io.glaux.engine.identity.UserSettings;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What every store must do with workgroups, their grants and their tags.
 */
@TestInstance(PER_CLASS)
@Timeout(60)
abstract class BaseWorkgroupTest
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);
    private static final Principal SERVER = new Principal("glaux", ACCOUNT);

    private SqlStore store;
    private StoreIdentities identities;
    private Workgroups workgroups;
    private WorkgroupGrants grants;
    private WorkgroupAccess access;
    private ResourceTags tags;

    protected abstract StoreConfig config();

    @BeforeAll
    void open()
    {
        store = SqlStore.open(config());
        identities = new StoreIdentities(store, new ClusterSecret(new byte[32]), ACCOUNT, List.of(), Clock.systemUTC());
        identities.createFirstAdmin();
        WorkgroupDirectory directory =
                WorkgroupDirectory.over(store, Clock.systemUTC(), "glaux", "eu-west-1", Optional.empty());
        workgroups = directory.workgroups();
        workgroups.ensurePrimary(Optional.of("s3://results/"));
        grants = directory.grants();
        access = directory.access();
        tags = directory.tags();
    }

    @AfterAll
    void close()
    {
        store.close();
    }

    @Test
    void testWorkgroupsComeChangeAndGo()
    {
        make("passing", Map.of("team", "one"));
        assertThatThrownBy(() -> make("passing", Map.of())).isInstanceOf(GlauxException.class)
                .hasMessage("WorkGroup is already created");
        assertThat(workgroups.update("passing", current -> new Workgroup(
                current.name(),
                WorkGroupState.DISABLED,
                Optional.of("closed"),
                WorkGroupConfiguration.builder().bytesScannedCutoffPerQuery(20_000_000L).build(),
                current.createdAt()))).isTrue();
        Workgroup changed = workgroups.find("passing").orElseThrow();
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.description()).contains("closed");
        assertThat(changed.bytesScannedCutoff()).hasValue(20_000_000);
        assertThat(workgroups.find("primary").orElseThrow().bytesScannedCutoff()).isEmpty();
        assertThat(workgroups.delete("passing", false)).isTrue();
        assertThat(workgroups.delete("passing", false)).isFalse();
        assertThat(workgroups.update("passing", current -> current)).isFalse();
        assertThat(workgroups.find("passing")).isEmpty();
        make("passing", Map.of());
        assertThat(tags.find("workgroup/passing")).as("of the one before").isEmpty();
        assertThatThrownBy(() -> workgroups.delete("primary", true)).isInstanceOf(GlauxException.class)
                .hasMessage("primary workGroup could not be deleted");
    }

    @Test
    void testLimits()
    {
        WorkgroupLimitStore limits = new WorkgroupLimitStore(store);
        make("limited", Map.of());
        assertThat(limits.of("limited")).isEqualTo(WorkgroupLimits.NONE);
        WorkgroupLimits all = new WorkgroupLimits(
                OptionalInt.of(5),
                OptionalInt.of(0),
                Optional.of(Duration.ofMinutes(30)),
                OptionalLong.of(10_000_000_000_000L),
                OptionalInt.of(25),
                7);
        limits.update("limited", _ -> all);
        assertThat(limits.of("limited")).isEqualTo(all);
        assertThat(limits.all()).containsEntry("limited", all).doesNotContainKey("primary");
        limits.update("limited", before -> {
            assertThat(before).isEqualTo(all);
            return WorkgroupLimits.NONE;
        });
        assertThat(limits.all()).doesNotContainKey("limited");
        limits.update("limited", _ -> all);
        workgroups.delete("limited", true);
        assertThat(limits.all()).doesNotContainKey("limited");
        make("limited", Map.of());
        assertThat(limits.of("limited")).as("of the one before").isEqualTo(WorkgroupLimits.NONE);
        assertThatThrownBy(() -> limits.update("nowhere", _ -> all)).isInstanceOf(GlauxException.class)
                .hasMessage("There is no workgroup nowhere");
        assertThat(new MemoryShare(limits, 4_000_000_000L).bytes("limited")).isEmpty();
        limits.update("limited", _ -> all);
        assertThat(new MemoryShare(limits, 4_000_000_000L).bytes("limited")).hasValue(1_000_000_000L);
    }

    @Test
    void testTags()
    {
        make("tagged", Map.of("team", "one", "stage", ""));
        tags.add("workgroup/tagged", Map.of("team", "two"));
        tags.remove("workgroup/tagged", List.of("stage", "nowhere"));
        assertThat(tags.find("workgroup/tagged")).containsExactly(Map.entry("team", "two"));
        Map<String, String> many = IntStream.range(0, ResourceTags.RESOURCE_LIMIT)
                .boxed()
                .collect(Collectors.toMap(i -> "key" + i, _ -> "value"));
        assertThatThrownBy(() -> tags.add("workgroup/tagged", many)).isInstanceOf(GlauxException.class)
                .hasMessage("A resource has at most 50 tags. workgroup/tagged would have 51");
        assertThat(tags.find("workgroup/tagged")).as("all or nothing").hasSize(1);
    }

    @Test
    void testOpenWorkgroupIsForAllToUseAndForAdministratorsToManage()
    {
        make("open", Map.of());
        Principal dan = user("dan", UserSettings.NONE);
        assertThat(access.allows(dan, "open", Permission.USE)).isTrue();
        assertThat(access.allows(dan, "open", Permission.MANAGE)).isFalse();
        assertThat(access.allows(ADMIN, "open", Permission.MANAGE)).isTrue();
        assertThat(access.allows(dan, "nowhere", Permission.SEE)).isFalse();
        assertThatThrownBy(() -> access.requireCreate(dan, "new")).isInstanceOf(GlauxException.class);
    }

    @Test
    void testGrantsOfUsersAndGroups()
    {
        make("granted", Map.of());
        Principal ann = user("ann", groups("analysts", "night"));
        Principal bob = user("bob", UserSettings.NONE);
        Principal eve = user("eve", UserSettings.NONE);
        grants.grant(new WorkgroupGrant("granted", new Grantee(Grantee.Kind.GROUP, "analysts"), Permission.SEE));
        assertThat(access.allows(ann, "granted", Permission.SEE)).isTrue();
        assertThat(access.allows(ann, "granted", Permission.USE)).isFalse();
        assertThat(access.allows(bob, "granted", Permission.SEE)).isFalse();
        assertThat(access.allows(ADMIN, "granted", Permission.MANAGE)).isTrue();
        assertThat(access.allows(SERVER, "granted", Permission.MANAGE)).isTrue();
        grants.grant(new WorkgroupGrant("granted", new Grantee(Grantee.Kind.USER, "ann"), Permission.MANAGE));
        grants.grant(new WorkgroupGrant("granted", new Grantee(Grantee.Kind.USER, "bob"), Permission.SEE));
        grants.grant(new WorkgroupGrant("granted", new Grantee(Grantee.Kind.USER, "bob"), Permission.USE));
        assertThat(access.allows(ann, "granted", Permission.MANAGE)).as("the most of all grants").isTrue();
        assertThat(access.allows(bob, "granted", Permission.USE)).isTrue();
        assertThat(names(access.visible(bob, "", 100))).contains("granted", "primary");
        assertThat(names(access.visible(ann, "", 100))).contains("granted");
        assertThat(names(access.visible(eve, "", 100))).contains("primary").doesNotContain("granted");
        assertThat(names(access.visible(ADMIN, "", 100))).contains("granted");
        assertThat(grants.list("granted")).extracting(grant -> grant.grantee().name())
                .containsExactly("analysts", "ann", "bob");
        assertThatThrownBy(() -> access.resolve(eve, Optional.of("granted")))
                .isInstanceOfSatisfying(GlauxException.class, failure ->
                        assertThat(failure.code()).isEqualTo(ErrorCode.ACCESS_DENIED))
                .hasMessage("User: arn:aws:iam::000000000000:user/eve is not authorized to perform: "
                        + "athena:StartQueryExecution on resource: "
                        + "arn:aws:athena:eu-west-1:000000000000:workgroup/granted "
                        + "because no grant on the workgroup allows it");
    }

    /**
     * To take the last grant away must not let everyone in.
     */
    @Test
    void testRevokedWorkgroupStaysRestricted()
    {
        make("revoked", Map.of());
        Principal joe = user("joe", UserSettings.NONE);
        Principal jim = user("jim", UserSettings.NONE);
        Grantee grantee = new Grantee(Grantee.Kind.USER, "joe");
        grants.grant(new WorkgroupGrant("revoked", grantee, Permission.USE));
        identities.removeUser("joe");
        assertThat(grants.list("revoked")).isEmpty();
        assertThat(access.allows(jim, "revoked", Permission.SEE)).isFalse();
        user("joe", UserSettings.NONE);
        assertThat(access.allows(joe, "revoked", Permission.SEE)).as("another user of that name").isFalse();
        assertThatThrownBy(() -> grants.revoke("revoked", grantee)).isInstanceOf(GlauxException.class)
                .hasMessage("User joe has no grant on workgroup revoked");
        assertThat(grants.isRestricted("revoked")).isTrue();
        grants.open("revoked");
        assertThat(grants.isRestricted("revoked")).isFalse();
        assertThat(access.allows(jim, "revoked", Permission.USE)).isTrue();
        assertThatThrownBy(() -> grants.grant(
                new WorkgroupGrant("revoked", new Grantee(Grantee.Kind.USER, "nobody"), Permission.USE)))
                .hasMessage("There is no user nobody");
        assertThatThrownBy(() -> grants.grant(new WorkgroupGrant("nowhere", grantee, Permission.USE)))
                .hasMessage("There is no workgroup nowhere");
    }

    @Test
    void testDefaultOfAUser()
    {
        make("home", Map.of());
        Principal may = user("may", new UserSettings(new TreeSet<>(), Optional.of("home")));
        assertThat(access.resolve(may, Optional.empty()).name()).isEqualTo("home");
        assertThat(access.resolve(may, Optional.of("primary")).name()).isEqualTo("primary");
        assertThat(access.resolve(user("max", UserSettings.NONE), Optional.empty()).name()).isEqualTo("primary");
        workgroups.delete("home", true);
        assertThatThrownBy(() -> access.resolve(may, Optional.empty())).isInstanceOf(GlauxException.class)
                .hasMessage("WorkGroup home is not found. It is the default of user may: name another one");
        identities.changeUser("may", UserSettings.NONE);
        assertThat(access.resolve(may, Optional.empty()).name()).isEqualTo("primary");
    }

    private void make(String name, Map<String, String> tagged)
    {
        workgroups.create(name, Optional.empty(), WorkGroupConfiguration.builder().build(), tagged);
    }

    private Principal user(String name, UserSettings settings)
    {
        identities.addUser(name, "a long password", false, settings);
        return new Principal(name, ACCOUNT);
    }

    private static UserSettings groups(String... names)
    {
        return new UserSettings(new TreeSet<>(List.of(names)), Optional.empty());
    }

    private static List<String> names(List<Workgroup> workgroups)
    {
        return workgroups.stream().map(Workgroup::name).toList();
    }
}
