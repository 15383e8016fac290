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
package io.glaux.host.catalog;

import io.glaux.host.configuration.ConfigurationException;
import io.glaux.source.SourceFactory;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import static java.util.Objects.requireNonNull;

/**
 * Finds sources by their kind: on the class path of the host, or in a folder of jars of that kind, whose classes then
 * keep apart from those of other sources.
 */
public final class SourceLoader
{
    private final Optional<Path> folder;
    private final Map<String, SourceFactory> loaded = new HashMap<>();

    /**
     * @param folder with a folder for each kind of source
     */
    public SourceLoader(Optional<Path> folder)
    {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * @throws ConfigurationException if there is no such source
     */
    public SourceFactory find(String kind)
    {
        return loaded.computeIfAbsent(kind, this::load);
    }

    private SourceFactory load(String kind)
    {
        Optional<SourceFactory> onClassPath = find(kind, getClass().getClassLoader());
        if (onClassPath.isPresent()) {
            return onClassPath.get();
        }
        Path jars = folder.map(path -> path.resolve(kind)).filter(Files::isDirectory).orElseThrow(() -> missing(kind));
        return find(kind, new SourceClassLoader(urls(jars), getClass().getClassLoader()))
                .orElseThrow(() -> missing(kind));
    }

    private static Optional<SourceFactory> find(String kind, ClassLoader loader)
    {
        try {
            return ServiceLoader.load(SourceFactory.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(factory -> factory.name().equals(kind))
                    .findFirst();
        }
        catch (ServiceConfigurationError e) {
            throw new ConfigurationException("A source cannot be loaded: %s".formatted(e.getMessage()), e);
        }
    }

    private ConfigurationException missing(String kind)
    {
        String places = folder.map(path -> " and not in " + path.resolve(kind)).orElse("");
        return new ConfigurationException(
                "There is no source %s: it is not on the class path of the host%s".formatted(kind, places));
    }

    private static List<URL> urls(Path folder)
    {
        List<URL> urls = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                urls.add(url(jar));
            }
        }
        catch (IOException e) {
            throw new ConfigurationException("sources.folder: %s cannot be read".formatted(folder), e);
        }
        return urls;
    }

    private static URL url(Path jar)
    {
        try {
            return jar.toUri().toURL();
        }
        catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
