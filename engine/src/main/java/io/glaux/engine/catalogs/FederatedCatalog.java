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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * A catalog of a source outside of the lake.
 *
 * @param name as it was given; two names that differ in case only are one
 */
public record FederatedCatalog(
        String name,
        SourceKind source,
        Optional<String> description,
        CatalogSettings settings,
        Origin origin)
{
    /**
     * What Athena takes, without the part of the length that it keeps for itself.
     */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_@-]{1,127}");
    /**
     * What the engine has already, or keeps for itself.
     */
    private static final Set<String> TAKEN =
            Set.of("awsdatacatalog", "awsdatacatalog_iceberg", "system", "tpch", "information_schema");

    public FederatedCatalog
    {
        requireNonNull(name, "name is null");
        requireNonNull(source, "source is null");
        requireNonNull(description, "description is null");
        requireNonNull(settings, "settings is null");
        requireNonNull(origin, "origin is null");
    }

    /**
     * Who may change it.
     */
    public enum Origin
    {
        /**
         * The API and the command line.
         */
        STORE,
        /**
         * Whoever writes the file; it is not changed from here.
         */
        FILE,
    }

    /**
     * A catalog that a request makes.
     *
     * @throws GlauxException with INVALID_INPUT if it cannot be
     */
    public static FederatedCatalog of(
            String name,
            SourceKind source,
            Optional<String> description,
            CatalogSettings settings,
            Origin origin)
    {
        if (!NAME.matcher(name).matches()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "'%s' is no name of a catalog: 1 to 127 letters, digits, underscores, at signs and hyphens"
                            .formatted(name));
        }
        if (TAKEN.contains(key(name))) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "The name %s is taken by a catalog of the engine: choose another".formatted(name));
        }
        FederatedCatalog catalog = new FederatedCatalog(name, source, description, settings, origin);
        catalog.settings().requireFor(source);
        if (source == SourceKind.FLIGHT) {
            HostFunction.of(catalog.settings());
        }
        return catalog;
    }

    /**
     * The name as the engine has it.
     */
    public String key()
    {
        return key(name);
    }

    public static String key(String name)
    {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
