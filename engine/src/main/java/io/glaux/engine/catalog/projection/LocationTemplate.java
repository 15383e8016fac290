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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import static io.glaux.engine.catalog.predicate.PartitionPredicate.NULL_VALUE;

/**
 * Where the files of a partition are: texts, and between them the values of columns.
 *
 * @param parts of which the odd ones are places of columns
 * @param escaped whether values are written as Hive writes them in paths
 */
record LocationTemplate(List<Part> parts, boolean escaped)
{
    LocationTemplate
    {
        parts = List.copyOf(parts);
    }

    /**
     * A text and the column whose value follows it.
     *
     * @param column its place, -1 for none
     */
    record Part(String text, int column) {}

    /**
     * Hive's: {@code <table>/a=1/b=2/}.
     */
    static LocationTemplate ofHive(String tableLocation, List<Column> columns)
    {
        List<Part> parts = new ArrayList<>();
        String before = tableLocation.endsWith("/") ? tableLocation : tableLocation + "/";
        for (int place = 0; place < columns.size(); place++) {
            parts.add(new Part(before + escape(columns.get(place).name()) + "=", place));
            before = "/";
        }
        parts.add(new Part(before, -1));
        return new LocationTemplate(parts, true);
    }

    /**
     * A table's own, with <code>${column}</code> for values, which are written as they are.
     *
     * @param template without a slash at its end, it gets one
     * @throws GlauxException INVALID_INPUT when a column is missing or unknown
     */
    static LocationTemplate of(String template, List<Column> columns, String table)
    {
        List<Part> parts = new ArrayList<>();
        int position = 0;
        for (int open = template.indexOf("${"); open >= 0; open = template.indexOf("${", position)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw wrong(table, "has '${' without '}'");
            }
            parts.add(new Part(
                    template.substring(position, open),
                    placeOf(template.substring(open + 2, close), columns, table)));
            position = close + 1;
        }
        String rest = template.substring(position);
        parts.add(new Part(rest.endsWith("/") ? rest : rest + "/", -1));
        List<String> missing = columns.stream()
                .filter(column -> parts.stream().noneMatch(part -> part.column() == columns.indexOf(column)))
                .map(column -> "${%s}".formatted(column.name()))
                .toList();
        if (!missing.isEmpty()) {
            throw wrong(table, "has no %s: every partition column must be in it".formatted(String.join(", ", missing)));
        }
        return new LocationTemplate(parts, false);
    }

    /**
     * @param paths the values, in the order of the columns
     */
    String locationOf(List<String> paths)
    {
        StringBuilder location = new StringBuilder();
        for (Part part : parts) {
            location.append(part.text());
            if (part.column() >= 0) {
                String path = paths.get(part.column());
                location.append(escaped ? escape(path) : path);
            }
        }
        return location.toString();
    }

    private static int placeOf(String name, List<Column> columns, String table)
    {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).name().equalsIgnoreCase(name.strip())) {
                return place;
            }
        }
        throw wrong(
                table,
                "has ${%s}, which is no partition column: these are %s".formatted(
                        name,
                        columns.stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    private static String escape(String value)
    {
        return value.isEmpty() ? NULL_VALUE : HiveEscape.of(value);
    }

    private static GlauxException wrong(String table, String problem)
    {
        return new GlauxException(
                ErrorCode.INVALID_INPUT,
                "Table %s is configured for partition projection, but %s %s (table %s)".formatted(
                        table,
                        ProjectionParameters.TEMPLATE,
                        problem,
                        table));
    }
}
