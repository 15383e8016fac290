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
package io.glaux.lake;

import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.opentelemetry.api.OpenTelemetry;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.s3.FileSystemS3;
import io.trino.filesystem.s3.S3FileSystemConfig;
import io.trino.filesystem.s3.S3FileSystemFactory;
import io.trino.filesystem.s3.S3FileSystemModule;
import io.trino.filesystem.s3.S3FileSystemStats;

import static com.google.inject.multibindings.MapBinder.newMapBinder;
import static io.airlift.configuration.ConfigBinder.configBinder;
import static java.util.Objects.requireNonNull;

/**
 * Binds the schemes of S3 to the metered file system. Trino's {@code FileSystemModule} collects such bindings; its own
 * for S3 is off ({@code fs.s3.enabled=false}), and the file system behind it stays under its annotation, where no
 * reader looks. A second one is for queries whose requester pays.
 */
final class MeteredFileSystemModule
        extends AbstractConfigurationAwareModule
{
    private final String catalogName;
    private final TableFormat format;

    MeteredFileSystemModule(String catalogName, TableFormat format)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.format = requireNonNull(format, "format is null");
    }

    @Override
    protected void setup(Binder binder)
    {
        install(new S3FileSystemModule());
        configBinder(binder).bindConfig(S3FileSystemConfig.class, ForRequesterPays.class);
        configBinder(binder).bindConfigDefaults(
                S3FileSystemConfig.class, ForRequesterPays.class, config -> config.setRequesterPays(true));
        MapBinder<String, TrinoFileSystemFactory> factories =
                newMapBinder(binder, String.class, TrinoFileSystemFactory.class);
        factories.addBinding("s3").to(MeteredFileSystemFactory.class);
        factories.addBinding("s3a").to(MeteredFileSystemFactory.class);
        factories.addBinding("s3n").to(MeteredFileSystemFactory.class);
    }

    @Provides
    @Singleton
    MeteredFileSystemFactory createFileSystemFactory(
            @FileSystemS3 TrinoFileSystemFactory delegate,
            @ForRequesterPays S3FileSystemFactory requesterPays)
    {
        return new MeteredFileSystemFactory(delegate, requesterPays, catalogName, format);
    }

    @Provides
    @Singleton
    @ForRequesterPays
    S3FileSystemFactory createRequesterPaysFactory(
            OpenTelemetry openTelemetry,
            @ForRequesterPays S3FileSystemConfig config,
            S3FileSystemStats stats)
    {
        return new S3FileSystemFactory(openTelemetry, config, stats);
    }
}
