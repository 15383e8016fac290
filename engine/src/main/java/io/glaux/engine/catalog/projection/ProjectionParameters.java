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
package io.glaux.engine.catalog.projection;

import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The parameters of a table, whose names are compared without case.
 */
final class ProjectionParameters
{
    static final String ENABLED = "projection.enabled";
    static final String TEMPLATE = "storage.location.template";

    private final TreeMap<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String table;

    ProjectionParameters(Table table)
    {
        this(table.databaseName(), table.name(), table.parameters());
    }

    ProjectionParameters(String database, String table, Map<String, String> parameters)
    {
        this.table = "%s.%s".formatted(database, table);
        requireNonNull(parameters, "parameters is null").forEach((name, value) -> {
            if (value != null) {
                this.parameters.put(name, value);
            }
        });
    }

    /**
     * The name of the table with that of its database.
     */
    String table()
    {
        return table;
    }

    boolean isEnabled()
    {
        return get(ENABLED).map(value -> value.strip().equalsIgnoreCase("true")).orElse(false);
    }

    Optional<String> template()
    {
        return get(TEMPLATE).map(String::strip).filter(template -> !template.isEmpty());
    }

    /**
     * As it is written: whitespace is part of some values.
     *
     * @param property such as {@code range}
     */
    Optional<String> ofColumn(Column column, String property)
    {
        return get(nameOf(column, property));
    }

    static String nameOf(Column column, String property)
    {
        return "projection.%s.%s".formatted(column.name(), property);
    }

    private Optional<String> get(String name)
    {
        return Optional.ofNullable(parameters.get(name));
    }
}
