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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestStoreOnSqlite
        extends BaseStoreTest
{
    @TempDir
    private static Path folder;

    @Override
    protected StoreConfig config()
    {
        return StoreConfig.sqlite(folder.resolve("glaux.db"));
    }

    @Test
    void testWhereTheFileCannotBe()
    {
        assertThatThrownBy(() -> SqlStore.open(StoreConfig.sqlite(folder.resolve("no/such/folder/glaux.db"))))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The store does not open");
    }

    @Test
    void testOtherDatabases()
    {
        assertThatThrownBy(() -> SqlStore.open(new StoreConfig("jdbc:mysql://db/glaux", "u", "p")))
                .hasMessageContaining("store.url must start with jdbc:postgresql:");
    }

    @Test
    void testNeedsNoClaim()
    {
        try (StoreClaim _ = StoreClaim.take(config()); StoreClaim _ = StoreClaim.take(config())) {
            assertThat(folder).isDirectory();
        }
    }

    @Test
    void testPasswordIsNotShown()
    {
        assertThat(new StoreConfig("jdbc:postgresql://u:se?c@db/glaux?password=hidden", "u", "secret").shownUrl())
                .isEqualTo("jdbc:postgresql://db/glaux");
        assertThat(new StoreConfig("jdbc:postgresql://db/glaux?password=hidden", "u", "secret").toString())
                .doesNotContain("hidden")
                .doesNotContain("secret");
    }
}
