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

import com.google.common.collect.ImmutableSet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import static java.util.stream.Collectors.joining;

/**
 * What a catalog shows.
 */
public enum SourceKind
{
    DYNAMODB(ImmutableSet.of()),
    MYSQL(ImmutableSet.of(CatalogSettings.URL, "user", "password")),
    POSTGRESQL(ImmutableSet.of(CatalogSettings.URL, "user", "password")),
    OPENSEARCH(ImmutableSet.of(CatalogSettings.URL)),
    /**
     * Hosts that somebody else runs.
     */
    FLIGHT(ImmutableSet.of());

    private final ImmutableSet<String> needed;

    SourceKind(ImmutableSet<String> needed)
    {
        this.needed = needed;
    }

    /**
     * The name in commands, files and the API of this instance: in lower case.
     */
    public String text()
    {
        return name().toLowerCase(Locale.ENGLISH);
    }

    /**
     * Whether a process of this server reads the source.
     */
    public boolean isLocal()
    {
        return this != FLIGHT;
    }

    /**
     * Keys without which the source cannot be reached.
     */
    Set<String> needed()
    {
        return needed;
    }

    /**
     * @param name in any case
     */
    public static Optional<SourceKind> of(String name)
    {
        return Arrays.stream(values()).filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst();
    }

    /**
     * The kinds for a sentence.
     */
    public static String all()
    {
        return List.of(values()).stream().map(SourceKind::text).collect(joining(", "));
    }
}
