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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.trino.server.PluginClassLoader;
import io.trino.server.PluginInstaller;
import io.trino.server.PluginManager.PluginsProvider;
import io.trino.spi.Plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Loads the plugins that live in this process (a set binder of {@link Plugin}) and those of the distribution's folder
 * {@code plugin/}, each in a class loader of its own. Beside the SPI a plugin sees {@code io.glaux.metering}: one set
 * of counters for the whole process.
 */
public final class FolderPlugins
        implements PluginsProvider
{
    /**
     * PluginManager.SPI_PACKAGES of Trino 483, which is private, and our own package.
     */
    private static final List<String> SHARED_PACKAGES = List.of(
            "io.trino.spi.",
            "com.fasterxml.jackson.annotation.",
            "com.fasterxml.jackson.module.blackbird.ser.ToBooleanFunction",
            "com.fasterxml.jackson.module.blackbird.deser.ObjBooleanConsumer",
            "com.fasterxml.jackson.module.blackbird.deser.BBDeserializerModifier$ObjIntBiFunction",
            "com.fasterxml.jackson.module.blackbird.deser.BBDeserializerModifier$ObjLongBiFunction",
            "com.fasterxml.jackson.module.blackbird.deser.BBDeserializerModifier$ObjBooleanBiFunction",
            "io.airlift.slice.",
            "io.opentelemetry.api.",
            "io.opentelemetry.context.",
            "org.locationtech.jts.",
            "io.glaux.metering.");
    private static final List<String> NOT_SHARED_PACKAGES =
            List.of("org.locationtech.jts.io.geojson.", "org.locationtech.jts.io.twkb.");

    private final PluginFolders folders;
    private final Set<Plugin> inProcess;
    private final Provider<PluginInstaller> installer;

    /**
     * The folders of plugins, one for each plugin.
     */
    public record PluginFolders(List<Path> paths)
    {
        public PluginFolders
        {
            paths = List.copyOf(paths);
        }
    }

    @Inject
    public FolderPlugins(PluginFolders folders, Set<Plugin> inProcess, Provider<PluginInstaller> installer)
    {
        this.folders = requireNonNull(folders, "folders is null");
        this.inProcess = Set.copyOf(inProcess);
        this.installer = requireNonNull(installer, "installer is null");
    }

    @Override
    public void loadPlugins(Loader loader, ClassLoaderFactory createClassLoader)
    {
        inProcess.forEach(installer.get()::installPlugin);
        for (Path folder : folders.paths()) {
            String name = folder.getFileName().toString();
            ClassLoader parent = FolderPlugins.class.getClassLoader();
            loader.load(
                    name,
                    () -> new PluginClassLoader(name, jars(folder), parent, SHARED_PACKAGES, NOT_SHARED_PACKAGES));
        }
    }

    private static List<URL> jars(Path folder)
    {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().map(FolderPlugins::toUrl).toList();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL toUrl(Path file)
    {
        try {
            return file.toUri().toURL();
        }
        catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
