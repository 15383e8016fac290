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

import io.glaux.engine.catalog.predicate.KeyType;
import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * The partitions that a table's parameters make.
 */
public final class TableProjection
{
    private final List<ColumnProjection> columns;
    private final List<KeyType> types;
    private final LocationTemplate template;

    TableProjection(List<ColumnProjection> columns, List<KeyType> types, LocationTemplate template)
    {
        this.columns = List.copyOf(columns);
        this.types = List.copyOf(types);
        this.template = requireNonNull(template, "template is null");
    }

    /**
     * Whether a table's partitions are projected, rightly configured or not.
     */
    public static boolean isEnabled(Table table)
    {
        return table.hasPartitionKeys()
                && !table.partitionKeys().isEmpty()
                && new ProjectionParameters(table).isEnabled();
    }

    /**
     * The folder in which all partitions of a projected table are whose template is its own, with its last slash.
     *
     * @return empty for a table that is not projected, or not by a template, or whose template has no such folder
     */
    public static Optional<String> templateFolder(Table table)
    {
        if (!isEnabled(table)) {
            return Optional.empty();
        }
        return new ProjectionParameters(table).template()
                .map(template -> template.substring(0, Math.max(0, template.indexOf("${"))))
                .map(text -> text.substring(0, text.lastIndexOf('/') + 1))
                .filter(folder -> folder.matches("s3[an]?://[^/]+/.*"));
    }

    /**
     * The projection of a table that has one.
     *
     * @param now the time of the query, for ranges that name it
     * @throws GlauxException INVALID_INPUT that says what is wrong with the configuration
     */
    public static TableProjection of(Table table, Instant now)
    {
        ProjectionParameters parameters = new ProjectionParameters(table);
        List<Column> keys = table.partitionKeys();
        List<String> missing = keys.stream()
                .filter(key -> parameters.ofColumn(key, "type").isEmpty())
                .map(Column::name)
                .toList();
        if (!missing.isEmpty()) {
            throw missing(parameters, missing);
        }
        List<ColumnConfiguration> configurations = keys.stream()
                .map(key -> new ColumnConfiguration(parameters, key, now))
                .toList();
        return new TableProjection(
                configurations.stream().map(ColumnConfiguration::projection).toList(),
                configurations.stream().map(ColumnConfiguration::keyType).toList(),
                template(table, parameters));
    }

    static LocationTemplate template(Table table, ProjectionParameters parameters)
    {
        Optional<String> location = Optional.ofNullable(table.storageDescriptor()).map(StorageDescriptor::location);
        return parameters.template()
                .map(template -> LocationTemplate.of(template, table.partitionKeys(), parameters.table()))
                .or(() -> location.map(base -> LocationTemplate.ofHive(base, table.partitionKeys())))
                .orElseThrow(() -> new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        ("Table %s is configured for partition projection, but has neither a location nor %s "
                        + "(table %s)").formatted(
                                parameters.table(),
                                ProjectionParameters.TEMPLATE,
                                parameters.table())));
    }

    static GlauxException missing(ProjectionParameters parameters, List<String> columns)
    {
        return new GlauxException(
                ErrorCode.INVALID_INPUT,
                ("Table %s is configured for partition projection, but the following partition columns are missing "
                + "projection configuration: %s (table %s)").formatted(
                        parameters.table(),
                        columns,
                        parameters.table()));
    }

    /**
     * A page of the partitions for which a predicate is true: the first column varies slowest, each in the order of its
     * projection.
     *
     * @param after where the page before ended, empty for the first page
     * @param accepted what is asked of the values besides the predicate
     * @param size the most partitions of a page
     * @param effort the most values that are looked at: a page ends then, with what it has
     * @throws GlauxException INVALID_INPUT when the predicate names no values of an injected column
     */
    public ProjectedPage page(
            Optional<PartitionPredicate> predicate,
            List<Long> after,
            Predicate<List<String>> accepted,
            int size,
            int effort)
    {
        ProjectionCursor cursor = new ProjectionCursor(columns, types, predicate, effort);
        if (!cursor.open(after)) {
            return new ProjectedPage(List.of(), Optional.empty());
        }
        List<ProjectedPartition> found = new ArrayList<>();
        while (cursor.advance()) {
            if (accepted.test(cursor.values())) {
                found.add(new ProjectedPartition(cursor.values(), template.locationOf(cursor.paths())));
                if (found.size() == size) {
                    break;
                }
            }
        }
        return new ProjectedPage(found, cursor.position());
    }

    /**
     * The partition with these values, with its values as the projection writes them; none if the projection does not
     * make it.
     *
     * @param values as many as there are partition columns
     */
    public Optional<ProjectedPartition> find(List<String> values)
    {
        List<ProjectedValue> found = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            Optional<ProjectedValue> value = columns.get(place).find(values.get(place));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            found.add(value.get());
        }
        return Optional.of(new ProjectedPartition(
                found.stream().map(ProjectedValue::value).toList(),
                template.locationOf(found.stream().map(ProjectedValue::path).toList())));
    }

    /**
     * The place of the first value that its column's projection does not make.
     */
    public Optional<Integer> foreign(List<String> values)
    {
        for (int place = 0; place < columns.size(); place++) {
            if (columns.get(place).find(values.get(place)).isEmpty()) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /**
     * A number of partitions that there are at least, {@link Long#MAX_VALUE} for more than a long tells; empty when
     * there are as many as predicates name.
     */
    public OptionalLong atLeast()
    {
        long product = 1;
        for (ColumnProjection column : columns) {
            OptionalLong size = column.size();
            if (size.isEmpty()) {
                return OptionalLong.empty();
            }
            product = Math.multiplyHigh(product, size.getAsLong()) != 0 || product * size.getAsLong() < 0
                    ? Long.MAX_VALUE
                    : product * size.getAsLong();
        }
        return OptionalLong.of(product);
    }
}
