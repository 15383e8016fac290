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
package io.glaux.engine.catalogs;

import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.config.ConfigException;
import io.glaux.engine.config.SecretReferences;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * Catalogs as files: {@code NAME.properties}, with the kind of source as {@value #SOURCE}. They are read and never
 * written. A value that refers to the environment or to another file is a secret, whatever its key.
 */
public final class CatalogFiles
{
    private static final String SUFFIX = ".properties";
    private static final String SOURCE = "source";
    private static final String DESCRIPTION = "description";

    private final Optional<Path> folder;
    private final SecretReferences references;

    /**
     * @param folder empty for none; it need not be there
     */
    public CatalogFiles(Optional<Path> folder, SecretReferences references)
    {
        this.folder = requireNonNull(folder, "folder is null");
        this.references = requireNonNull(references, "references is null");
    }

    /**
     * What a file says, or why it says nothing.
     *
     * @param name of the catalog
     */
    public record CatalogFile(String name, Optional<FederatedCatalog> catalog, String problem)
    {
        public CatalogFile
        {
            requireNonNull(name, "name is null");
            requireNonNull(catalog, "catalog is null");
            requireNonNull(problem, "problem is null");
        }

        public String key()
        {
            return FederatedCatalog.key(name);
        }
    }

    /**
     * The files by the order of their names. A folder that cannot be read fails: it must not look like an empty one.
     */
    public List<CatalogFile> read()
    {
        List<CatalogFile> read = new ArrayList<>();
        for (Path file : files()) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            try {
                read.add(new CatalogFile(name, Optional.of(read(name, file)), ""));
            }
            catch (ConfigException | GlauxException | IllegalArgumentException | IOException e) {
                read.add(new CatalogFile(name, Optional.empty(), "%s: %s".formatted(file, e.getMessage())));
            }
        }
        return read;
    }

    private List<Path> files()
    {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
        }
        catch (IOException e) {
            throw new GlauxException(
                    ErrorCode.CATALOG_ERROR,
                    "The folder of catalogs %s cannot be read: %s".formatted(folder.get(), e.getMessage()),
                    e);
        }
    }

    private FederatedCatalog read(String name, Path file)
            throws IOException
    {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String source = Optional.ofNullable(properties.getProperty(SOURCE))
                .map(String::strip)
                .orElseThrow(() -> invalid("The key %s is missing: %s".formatted(SOURCE, SourceKind.all())));
        SourceKind kind = SourceKind.of(source)
                .orElseThrow(() -> invalid("'%s' is no source: %s".formatted(source, SourceKind.all())));
        Optional<String> description = Optional.ofNullable(properties.getProperty(DESCRIPTION));
        Map<String, String> open = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            if (!key.equals(SOURCE) && !key.equals(DESCRIPTION) && !value.isEmpty()) {
                String resolved = references.resolve(key, value);
                (resolved.equals(value) ? open : secrets).put(key, resolved);
            }
        }
        return FederatedCatalog.of(name, kind, description, CatalogSettings.of(open, secrets), Origin.FILE);
    }

    private static GlauxException invalid(String message)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, message);
    }
}
