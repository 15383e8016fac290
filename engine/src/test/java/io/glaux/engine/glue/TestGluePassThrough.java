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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The catalog of one instance through the endpoint of another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestGluePassThrough
        extends BaseGlueTest
{
    private static final String OTHER_ACCOUNT = "111122223333";

    private GlueEndpoint other;
    private GlueEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        other = GlueEndpoint.stored(StoreConfig.sqlite(folder.resolve("other.db")), OTHER_ACCOUNT);
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

    @Override
    protected String account()
    {
        return OTHER_ACCOUNT;
    }

    /**
     * Clients learn the id from Athena's GetDataCatalog, or from the caller's identity, and send it along.
     */
    @Test
    void testOurAccountAsCatalogId()
    {
        String database = newName();
        glue().createDatabase(request -> request.catalogId(ACCOUNT).databaseInput(input -> input.name(database)));
        glue().createTable(request -> request.catalogId(ACCOUNT).databaseName(database).tableInput(
                table("t", column("day", "int"))));
        glue().createPartition(request -> request.catalogId(ACCOUNT).databaseName(database).tableName("t")
                .partitionInput(partition("1")));
        assertThat(glue().getTable(request -> request.catalogId(ACCOUNT).databaseName(database).name("t"))
                .table().catalogId()).isEqualTo(OTHER_ACCOUNT);
        assertThat(glue().getPartitions(request -> request.catalogId(ACCOUNT).databaseName(database).tableName("t"))
                .partitions()).hasSize(1);
        assertThat(glue().getTables(request -> request.catalogId(OTHER_ACCOUNT).databaseName(database)).tableList())
                .hasSize(1);
        assertThatThrownBy(() -> glue().getTables(request -> request.catalogId("999999999999").databaseName(database)))
                .isInstanceOf(EntityNotFoundException.class);
        glue().deleteTable(request -> request.catalogId(ACCOUNT).databaseName(database).name("t"));
        glue().deleteDatabase(request -> request.catalogId(ACCOUNT).name(database));
    }
}
