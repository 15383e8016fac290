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
package io.glaux.engine.container;

import io.glaux.engine.store.StoreConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import static java.util.Objects.requireNonNull;

/**
 * The official image of PostgreSQL. The embedded one is a build of others, of another version.
 */
public final class PostgresqlContainer
        implements AutoCloseable
{
    private static final String IMAGE = "postgres:17";
    private static final int PORT = 5432;
    private static final String USER = "postgres";
    private static final String PASSWORD = "for-tests-only";
    private static final String DATABASE = "glaux";

    private final GenericContainer<?> container;

    private PostgresqlContainer(GenericContainer<?> container)
    {
        this.container = requireNonNull(container, "container is null");
    }

    public static PostgresqlContainer start()
    {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("POSTGRES_DB", DATABASE)
                .withExposedPorts(PORT)
                // the image starts the server once to make the database, and then once more to stay
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2));
        container.start();
        return new PostgresqlContainer(container);
    }

    public StoreConfig config()
    {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(
                container.getHost(),
                container.getMappedPort(PORT),
                DATABASE);
        return new StoreConfig(url, USER, PASSWORD);
    }

    @Override
    public void close()
    {
        container.close();
    }
}
