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
package io.glaux.engine.identity;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestStoreIdentities
{
    private static final ClusterSecret SECRET = new ClusterSecret(filled(1));
    private static final Principal SERVICE = new Principal("glaux", "000000000000");

    private SqlStore store;
    private StoreIdentities identities;
    private FirstAdmin admin;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        identities = identities(SECRET);
        admin = identities.createFirstAdmin().orElseThrow();
    }

    @AfterEach
    void close()
    {
        store.close();
    }

    @Test
    void testFirstAdmin()
    {
        assertThat(identities.createFirstAdmin()).isEmpty();
        Principal principal = identities.authenticate("admin", admin.password()).orElseThrow();
        assertThat(principal).isEqualTo(new Principal("admin", "000000000000"));
        assertThat(identities.isAdmin(principal)).isTrue();
        assertThat(identities.signingKey(admin.key().id())).contains(new SigningKey(admin.key(), principal));
        assertThat(admin.toString()).doesNotContain(admin.password()).doesNotContain(admin.key().secret());
    }

    @Test
    void testPasswords()
    {
        identities.addUser("ada", "correct horse", false);
        assertThat(identities.authenticate("ada", "correct horse")).isPresent();
        assertThat(identities.authenticate("ada", "correct horse")).isPresent();
        assertThat(identities.authenticate("ada", "wrong horse")).isEmpty();
        assertThat(identities.authenticate("nobody", "correct horse")).isEmpty();
        assertThat(identities.isAdmin(new Principal("ada", "000000000000"))).isFalse();
        identities.removeUser("ada");
        assertThat(identities.authenticate("ada", "correct horse")).isEmpty();
        identities.addUser("ada", "another horse", false);
        assertThat(identities.authenticate("ada", "correct horse")).isEmpty();
        assertThat(identities.authenticate("ada", "another horse")).isPresent();
    }

    @Test
    void testKeys()
    {
        AccessKey first = identities.addUser("ada", "correct horse", false);
        AccessKey second = identities.createKey("ada");
        assertThat(identities.signingKey(first.id()).orElseThrow().key().secret()).isEqualTo(first.secret());
        assertThat(identities.users()).extracting(User::name).containsExactly("ada", "admin");
        assertThat(identities.users().getFirst().accessKeyIds()).containsExactlyInAnyOrder(first.id(), second.id());
        identities.deleteKey("ada", first.id());
        assertThat(identities.signingKey(first.id())).isEmpty();
        assertThat(identities.signingKey(second.id())).isPresent();
        assertError(() -> identities.deleteKey("ada", first.id()), ErrorCode.NOT_FOUND);
        assertError(() -> identities.deleteKey("admin", second.id()), ErrorCode.NOT_FOUND);
        identities.removeUser("ada");
        assertThat(identities.signingKey(second.id())).isEmpty();
    }

    @Test
    void testServiceKeys()
    {
        AccessKey key = SECRET.serviceKey("LAKE");
        assertThat(identities.signingKey(key.id())).contains(new SigningKey(key, SERVICE));
        assertThat(new ClusterSecret(filled(2)).serviceKey("LAKE").secret()).isNotEqualTo(key.secret());
        assertThat(identities.users()).extracting(User::name).containsExactly("admin");
    }

    @Test
    void testRefusals()
    {
        assertError(() -> identities.addUser("admin", "long enough", false), ErrorCode.ALREADY_EXISTS);
        assertError(() -> identities.addUser("", "long enough", false), ErrorCode.INVALID_INPUT);
        assertError(() -> identities.addUser("two words", "long enough", false), ErrorCode.INVALID_INPUT);
        assertError(() -> identities.addUser("x".repeat(65), "long enough", false), ErrorCode.INVALID_INPUT);
        assertError(() -> identities.addUser("ada", "short", false), ErrorCode.INVALID_INPUT);
        assertError(() -> identities.removeUser("nobody"), ErrorCode.NOT_FOUND);
        assertError(() -> identities.createKey("nobody"), ErrorCode.NOT_FOUND);
        assertError(() -> identities.removeUser("admin"), ErrorCode.INVALID_INPUT);
        identities.addUser("second", "long enough", true);
        identities.removeUser("admin");
        assertThat(identities.users()).extracting(User::name).containsExactly("second");
    }

    @Test
    void testNothingSecretIsStoredAsItIs()
    {
        AccessKey key = identities.addUser("ada", "correct horse", false);
        List<String> stored = store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT password_hash FROM users UNION ALL SELECT sealed_secret FROM access_keys")
                .mapTo(String.class)
                .list());
        assertThat(stored).hasSize(4).noneMatch(text -> text.contains("correct horse") || text.contains(key.secret()));
    }

    @Test
    void testAnotherClusterSecret()
    {
        StoreIdentities other = identities(new ClusterSecret(filled(2)));
        assertThatThrownBy(() -> other.signingKey(admin.key().id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another cluster.secret");
    }

    private StoreIdentities identities(ClusterSecret secret)
    {
        return new StoreIdentities(
                store,
                secret,
                "000000000000",
                List.of(new SigningKey(SECRET.serviceKey("LAKE"), SERVICE)),
                Clock.systemUTC());
    }

    private static void assertError(ThrowingCallable call, ErrorCode code)
    {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(GlauxException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static byte[] filled(int octet)
    {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) octet);
        return bytes;
    }
}
