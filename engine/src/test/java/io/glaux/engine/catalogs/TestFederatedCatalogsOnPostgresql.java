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
package io.glaux.engine.catalogs;

import io.glaux.engine.store.StoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;

import java.io.IOException;
import java.io.UncheckedIOException;

final class TestFederatedCatalogsOnPostgresql
        extends BaseFederatedCatalogsTest
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
