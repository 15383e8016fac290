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
package io.glaux.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The settings of a catalog, with references to secrets resolved. Its text has no values.
 */
public final class SourceSettings
{
    private final String catalog;
    private final Map<String, String> values;

    public SourceSettings(String catalog, Map<String, String> values)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.values = Map.copyOf(values);
    }

    public String catalog()
    {
        return catalog;
    }

    public Optional<String> find(String name)
    {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * @throws SourceException if it is not set
     */
    public String get(String name)
    {
        return find(name).orElseThrow(() -> wrong(name, "is not set"));
    }

    /**
     * All settings whose names begin with a prefix, by the rest of their names.
     */
    public Map<String, String> startingWith(String prefix)
    {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /**
     * @throws SourceException if it is neither true nor false
     */
    public boolean isTrue(String name, boolean otherwise)
    {
        return find(name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "is true or false");
        }).orElse(otherwise);
    }

    /**
     * @throws SourceException if it is not a whole number within the bounds
     */
    public long number(String name, long otherwise, long lowest, long highest)
    {
        return find(name).map(value -> {
            String expected = "is a whole number from %s to %s".formatted(lowest, highest);
            try {
                long number = Long.parseLong(value);
                if (number < lowest || number > highest) {
                    throw wrong(name, expected);
                }
                return number;
            }
            catch (NumberFormatException e) {
                throw wrong(name, expected);
            }
        }).orElse(otherwise);
    }

    /**
     * For a source that finds a setting wrong.
     *
     * @param expected what it should be; the value itself may be a secret
     */
    public SourceException wrong(String name, String expected)
    {
        return SourceException.of(
                SourceErrorCode.INVALID_SETTINGS,
                "Catalog %s: the setting %s %s".formatted(catalog, name, expected));
    }

    @Override
    public String toString()
    {
        return "%s %s".formatted(catalog, new TreeMap<>(values).keySet());
    }
}
