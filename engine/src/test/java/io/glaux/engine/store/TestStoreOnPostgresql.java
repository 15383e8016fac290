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
package io.glaux.engine.store;

import io.glaux.engine.error.GlauxException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestStoreOnPostgresql
        extends BaseStoreTest
{
    private final EmbeddedPostgres postgres = start();

    @AfterAll
    void stop()
            throws IOException
    {
        postgres.close();
    }

    @Override
    protected StoreConfig config()
    {
        return new StoreConfig(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
    }

    @Test
    void testUnknownDatabase()
    {
        assertThatThrownBy(() ->
                SqlStore.open(new StoreConfig(postgres.getJdbcUrl("postgres", "nowhere"), "postgres", "a-password")))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The store does not open")
                .hasMessageNotContaining("a-password");
    }

    @Test
    void testSecondCoordinator()
    {
        StoreConfig other = new StoreConfig(config().url() + "&password=hidden", "postgres", "hidden");
        try (StoreClaim _ = StoreClaim.take(config())) {
            assertThatThrownBy(() -> StoreClaim.take(other))
                    .isInstanceOf(GlauxException.class)
                    .hasMessage(("another coordinator uses the store jdbc:postgresql://localhost:%d/postgres: stop it,"
                            + " or give this one a store of its own with store.url").formatted(postgres.getPort()));
        }
        StoreClaim.take(other).close();
    }

    @Test
    void testSchemasAreStoresOfTheirOwn()
    {
        execute("CREATE SCHEMA another");
        StoreConfig another = new StoreConfig(config().url() + "&currentSchema=another", "postgres", "");
        try (StoreClaim first = StoreClaim.take(config()); StoreClaim second = StoreClaim.take(another)) {
            assertThat(first.isHeld()).isTrue();
            assertThat(second.isHeld()).isTrue();
        }
    }

    @Test
    void testLostClaimIsTakenAgain()
    {
        try (StoreClaim claim = StoreClaim.take(config())) {
            endClaims();
            assertThat(claim.isHeld()).isFalse();
            claim.check();
            assertThat(claim.isHeld()).isTrue();

            endClaims();
            StoreClaim faster = StoreClaim.take(config());
            claim.check();
            assertThat(claim.isHeld()).isFalse();
            faster.close();
            claim.check();
            assertThat(claim.isHeld()).isTrue();
            assertThatThrownBy(() -> StoreClaim.take(config())).hasMessageStartingWith("another coordinator");
        }
    }

    @Test
    void testClaimOfUnknownDatabase()
    {
        assertThatThrownBy(() -> StoreClaim.take(
                new StoreConfig(postgres.getJdbcUrl("postgres", "nowhere"), "postgres", "a-password")))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The store does not open")
                .hasMessageNotContaining("a-password");
    }

    /**
     * As when the database restarts: the sessions end, which is waited for.
     */
    private void endClaims()
    {
        execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND granted");
    }

    private void execute(String sql)
    {
        try (SqlStore store = SqlStore.open(config())) {
            store.jdbi().useHandle(handle -> handle.execute(sql));
        }
    }

    private static EmbeddedPostgres start()
    {
        try {
            return EmbeddedPostgres.start();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
