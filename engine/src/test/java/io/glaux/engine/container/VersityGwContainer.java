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

import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.storage.StorageConfig;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * versitygw as its makers publish it. Not MinIO, whose images ended in October 2025 and left Docker Hub in 2026.
 */
public final class VersityGwContainer
        implements AutoCloseable
{
    private static final String IMAGE = "versity/versitygw:v1.8.0";
    private static final int PORT = 7070;
    private static final AccessKey KEY = new AccessKey("testing", "testing-secret-key");

    private final GenericContainer<?> container;

    private VersityGwContainer(GenericContainer<?> container)
    {
        this.container = requireNonNull(container, "container is null");
    }

    public static VersityGwContainer start()
    {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withEnv("ROOT_ACCESS_KEY", KEY.id())
                .withEnv("ROOT_SECRET_KEY", KEY.secret())
                // metadata beside the objects, because not every file system of containers has extended attributes
                .withTmpFs(Map.of("/objects", "rw", "/metadata", "rw"))
                .withCommand(
                        "--port",
                        ":" + PORT,
                        "--health",
                        "/health",
                        "posix",
                        "--sidecar",
                        "/metadata",
                        "/objects")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/health").forPort(PORT));
        container.start();
        return new VersityGwContainer(container);
    }

    public StorageConfig config()
    {
        URI endpoint = URI.create("http://%s:%d".formatted(container.getHost(), container.getMappedPort(PORT)));
        return new StorageConfig(endpoint, "us-east-1", Optional.of(KEY), true);
    }

    @Override
    public void close()
    {
        container.close();
    }
}
