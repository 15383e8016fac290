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
package io.glaux.engine.glue;

import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;

import java.nio.file.Path;

/**
 * The catalog of one instance through the endpoint of another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestGluePassThrough
        extends BaseGlueTest
{
    private GlueEndpoint other;
    private GlueEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        other = GlueEndpoint.stored(StoreConfig.sqlite(folder.resolve("other.db")));
        endpoint = GlueEndpoint.passingThrough(StoreConfig.sqlite(folder.resolve("glaux.db")), other);
    }

    @AfterAll
    void stop()
    {
        endpoint.close();
        other.close();
    }

    @Override
    protected GlueClient glue()
    {
        return endpoint.client();
    }
}
