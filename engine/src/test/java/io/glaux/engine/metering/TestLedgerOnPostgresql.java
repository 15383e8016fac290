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
package io.glaux.engine.metering;

import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestLedgerOnPostgresql
        extends BaseLedgerTest
{
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start()
            throws IOException
    {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop()
            throws IOException
    {
        postgres.close();
    }

    @Override
    SqlStore openStore()
    {
        String database = "ledger" + databases.incrementAndGet();
        StoreConfig server = new StoreConfig(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "");
        try (SqlStore store = SqlStore.open(server)) {
            store.jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + database));
        }
        return SqlStore.open(new StoreConfig(postgres.getJdbcUrl("postgres", database), "postgres", ""));
    }
}
