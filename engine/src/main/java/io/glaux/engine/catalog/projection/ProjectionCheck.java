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

import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Looks through a table's projection before anybody queries it. Each warning is a sentence for who made the table.
 */
public final class ProjectionCheck
{
    private static final String PREFIX = "projection.";
    private static final Set<String> PROPERTIES =
            Set.of("type", "values", "range", "interval", "digits", "format", "interval.unit");

    private ProjectionCheck() {}

    /**
     * What is wrong with the parameters of a table, empty when nothing is.
     *
     * @param table with its names, partition keys, parameters and storage
     * @param now the time for ranges that name it
     */
    public static List<String> warnings(Table table, Instant now)
    {
        ProjectionParameters parameters = new ProjectionParameters(table);
        List<String> warnings = new ArrayList<>();
        if (!parameters.isEnabled()) {
            if (table.parameters().keySet().stream().anyMatch(ProjectionCheck::isOfProjection)) {
                warnings.add(
                        "Table %s has projection.* parameters, which have no effect: projection.enabled is not 'true'"
                                .formatted(parameters.table()));
            }
            return warnings;
        }
        if (table.partitionKeys().isEmpty()) {
            return List.of("Table %s has projection.enabled, which has no effect: it has no partition columns"
                    .formatted(parameters.table()));
        }
        checkColumns(table, parameters, now, warnings);
        checkTemplate(table, parameters, warnings);
        checkNames(table, parameters, warnings);
        return warnings;
    }

    /**
     * Folders that hold data which no query will read: an integer projection without digits names {@code month=7}, and
     * never {@code month=07}.
     *
     * @param folders the names of the folders under a prefix such as {@code s3://bucket/table/}, without slashes
     */
    public static List<String> unreachableFolders(Table table, Function<String, List<String>> folders, Instant now)
    {
        ProjectionParameters parameters = new ProjectionParameters(table);
        boolean mayPad = TableProjection.isEnabled(table)
                && table.partitionKeys().stream().anyMatch(column -> isWithoutDigits(parameters, column));
        if (!mayPad || !warnings(table, now).isEmpty()) {
            // a wrong configuration says so itself
            return List.of();
        }
        List<LocationTemplate.Part> parts = TableProjection.template(table, parameters).parts();
        List<String> warnings = new ArrayList<>();
        String location = "";
        for (int place = 0; place + 1 < parts.size(); place++) {
            location += parts.get(place).text();
            if (!parts.get(place + 1).text().startsWith("/")) {
                // values that are parts of folders' names cannot be told from the rest
                return warnings;
            }
            int slash = location.lastIndexOf('/') + 1;
            String before = location.substring(slash);
            List<String> values = folders.apply(location.substring(0, slash)).stream()
                    .filter(folder -> folder.startsWith(before))
                    .map(folder -> folder.substring(before.length()))
                    .toList();
            Column column = table.partitionKeys().get(parts.get(place).column());
            ColumnProjection projection = new ColumnConfiguration(parameters, column, now).projection();
            if (isWithoutDigits(parameters, column)) {
                padded(values, projection)
                        .map(value -> unreachable(table, column, before, value))
                        .ifPresent(warnings::add);
            }
            if (values.isEmpty()) {
                return warnings;
            }
            location += values.getFirst();
        }
        return warnings;
    }

    private static boolean isWithoutDigits(ProjectionParameters parameters, Column column)
    {
        return parameters.ofColumn(column, "type").orElse("").strip().equalsIgnoreCase("integer")
                && parameters.ofColumn(column, "digits").isEmpty();
    }

    /**
     * A folder whose number the projection has, though without the zeros before it.
     */
    private static Optional<String> padded(List<String> values, ColumnProjection projection)
    {
        return values.stream()
                .filter(value -> value.matches("0[0-9]+"))
                .filter(value -> projection.find(value.replaceFirst("^0+(?=[0-9])", "")).isPresent())
                .findFirst();
    }

    private static String unreachable(Table table, Column column, String before, String value)
    {
        return ("No query of %s.%s reads the folder %s%s: without projection.%s.digits the projection names %s%s. "
        + "ALTER TABLE ... SET TBLPROPERTIES ('projection.%s.digits' = '%s') mends it").formatted(
                table.databaseName(),
                table.name(),
                before,
                value,
                column.name(),
                before,
                value.replaceFirst("^0+(?=[0-9])", ""),
                column.name(),
                value.length());
    }

    private static void checkColumns(Table table, ProjectionParameters parameters, Instant now, List<String> warnings)
    {
        List<String> missing = new ArrayList<>();
        for (Column column : table.partitionKeys()) {
            if (parameters.ofColumn(column, "type").isEmpty()) {
                missing.add(column.name());
                continue;
            }
            try {
                new ColumnConfiguration(parameters, column, now).projection();
            }
            catch (GlauxException e) {
                warnings.add(e.getMessage());
            }
            boolean hasEmpty = parameters.ofColumn(column, "type").orElse("").strip().equalsIgnoreCase("enum")
                    && List.of(parameters.ofColumn(column, "values").orElse("-").split(",", -1)).contains("");
            if (hasEmpty) {
                warnings.add("Table %s: %s has an empty value, which is left out".formatted(
                        parameters.table(),
                        ProjectionParameters.nameOf(column, "values")));
            }
        }
        if (!missing.isEmpty()) {
            warnings.add(TableProjection.missing(parameters, missing).getMessage());
        }
    }

    private static void checkTemplate(Table table, ProjectionParameters parameters, List<String> warnings)
    {
        try {
            TableProjection.template(table, parameters);
        }
        catch (GlauxException e) {
            warnings.add(e.getMessage());
        }
        parameters.template().filter(template -> !template.endsWith("/")).ifPresent(_ ->
                warnings.add("Table %s: %s should end with a slash; it is read as if it did".formatted(
                        parameters.table(),
                        ProjectionParameters.TEMPLATE)));
    }

    /**
     * Parameters that are of no column, or that no column has: slips of the pen, mostly.
     */
    private static void checkNames(Table table, ProjectionParameters parameters, List<String> warnings)
    {
        Set<String> known = new TreeSet<>(Set.of(ProjectionParameters.ENABLED));
        table.partitionKeys().forEach(column -> PROPERTIES.forEach(property ->
                known.add(ProjectionParameters.nameOf(column, property).toLowerCase(Locale.ROOT))));
        table.parameters().keySet().stream()
                .filter(ProjectionCheck::isOfProjection)
                .filter(name -> !known.contains(name.toLowerCase(Locale.ROOT)))
                .sorted()
                .forEach(name -> warnings.add(
                        "Table %s: %s has no effect: it names no property of a partition column".formatted(
                                parameters.table(),
                                name)));
    }

    private static boolean isOfProjection(String name)
    {
        return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }
}
