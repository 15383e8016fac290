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

import com.google.common.collect.ImmutableMap;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.glaux.metering.ScanMeters;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.s3.FileSystemS3;
import io.trino.filesystem.s3.S3FileSystemModule;

import java.util.Map;

import static com.google.inject.multibindings.MapBinder.newMapBinder;
import static java.util.Objects.requireNonNull;

/**
 * Binds the schemes of S3 to the metered file system. Trino's own binding of them must be off: see {@link #withoutOwnS3}.
 */
final class MeteredFileSystemModule
        extends AbstractConfigurationAwareModule
{
    private static final String OWN_S3 = "fs.s3.enabled";

    private final String catalogName;

    MeteredFileSystemModule(String catalogName)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
    }

    /**
     * The catalog's properties with Trino's own binding of S3 switched off, whatever they said of it.
     */
    static Map<String, String> withoutOwnS3(Map<String, String> config)
    {
        return ImmutableMap.<String, String>builder()
                .putAll(config)
                .put(OWN_S3, "false")
                .buildKeepingLast();
    }

    @Override
    protected void setup(Binder binder)
    {
        install(new S3FileSystemModule());
        MapBinder<String, TrinoFileSystemFactory> factories = newMapBinder(binder, String.class, TrinoFileSystemFactory.class);
        for (String scheme : new String[] {"s3", "s3a", "s3n"}) {
            factories.addBinding(scheme).to(MeteredFileSystemFactory.class);
        }
    }

    @Provides
    @Singleton
    MeteredFileSystemFactory createFileSystemFactory(@FileSystemS3 TrinoFileSystemFactory s3)
    {
        return new MeteredFileSystemFactory(s3, catalogName, ScanMeters.installed());
    }
}
