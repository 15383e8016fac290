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
package io.glaux.engine.config;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

import java.nio.file.Path;
import java.util.Optional;

import static io.airlift.units.DataSize.Unit.MEGABYTE;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Catalogs of sources outside of the lake, and the processes that read them.
 */
public class SourcesConfig
{
    static final String FOLDER = "catalogs.folder";

    private static final DataSize SMALLEST_MEMORY = DataSize.of(64, MEGABYTE);

    private Optional<Path> folder = Optional.empty();
    private DataSize memory = DataSize.of(256, MEGABYTE);
    private DataSize directMemory = DataSize.of(256, MEGABYTE);
    private Duration startTimeout = new Duration(60, SECONDS);
    private Duration drainTimeout = new Duration(10, SECONDS);

    @NotNull
    public Optional<Path> getFolder()
    {
        return folder;
    }

    @Config(FOLDER)
    @ConfigDescription("Folder of catalogs as NAME.properties; without it catalogs/ beside the configuration file")
    public SourcesConfig setFolder(Path folder)
    {
        this.folder = Optional.ofNullable(folder);
        return this;
    }

    @NotNull
    public DataSize getMemory()
    {
        return memory;
    }

    @Config("hosts.memory")
    @ConfigDescription("Heap of each process that reads a source, for instance 512MB")
    public SourcesConfig setMemory(DataSize memory)
    {
        this.memory = memory;
        return this;
    }

    @NotNull
    public DataSize getDirectMemory()
    {
        return directMemory;
    }

    @Config("hosts.direct-memory")
    @ConfigDescription("Memory of each such process beside its heap, for rows on their way")
    public SourcesConfig setDirectMemory(DataSize directMemory)
    {
        this.directMemory = directMemory;
        return this;
    }

    @NotNull
    public Duration getStartTimeout()
    {
        return startTimeout;
    }

    @Config("hosts.start-timeout")
    @ConfigDescription("How long such a process may take to start and to reach its source")
    public SourcesConfig setStartTimeout(Duration startTimeout)
    {
        this.startTimeout = startTimeout;
        return this;
    }

    @NotNull
    public Duration getDrainTimeout()
    {
        return drainTimeout;
    }

    @Config("hosts.drain-timeout")
    @ConfigDescription("How long such a process that is told to end may go on with what is being read")
    public SourcesConfig setDrainTimeout(Duration drainTimeout)
    {
        this.drainTimeout = drainTimeout;
        return this;
    }

    @AssertTrue(message = "hosts.memory and hosts.direct-memory: 64MB at least")
    public boolean isMemoryEnough()
    {
        return memory.compareTo(SMALLEST_MEMORY) >= 0 && directMemory.compareTo(SMALLEST_MEMORY) >= 0;
    }
}
