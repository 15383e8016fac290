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
package io.glaux.engine.ddl.statement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.glaux.engine.query.StatementKind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.glaux.engine.ddl.statement.StatementKinds.ddl;
import static java.util.Objects.requireNonNull;

/**
 * CREATE TABLE and CREATE EXTERNAL TABLE with columns of their own. Clauses that the statement does not have are empty:
 * defaults are the business of who runs it.
 *
 * @param columns without the partition columns; empty where the statement has no list
 * @param partitionColumns PARTITIONED BY (name type, ..), Hive's form; empty when transforms are given
 * @param partitionTransforms PARTITIONED BY (name, year(name), ..), Iceberg's form; empty when columns are given
 * @param serdeProperties WITH SERDEPROPERTIES, wherever the statement has it
 * @param properties TBLPROPERTIES, in the order of the statement
 */
public record CreateTable(
        TableName name,
        boolean external,
        boolean ifNotExists,
        List<ColumnDefinition> columns,
        Optional<String> comment,
        List<ColumnDefinition> partitionColumns,
        List<PartitionTransform> partitionTransforms,
        Optional<Bucketing> bucketing,
        Optional<RowFormat> rowFormat,
        Map<String, String> serdeProperties,
        Optional<StorageFormat> storageFormat,
        Optional<String> location,
        Map<String, String> properties)
        implements DdlStatement
{
    public CreateTable
    {
        requireNonNull(name, "name is null");
        columns = ImmutableList.copyOf(columns);
        requireNonNull(comment, "comment is null");
        partitionColumns = ImmutableList.copyOf(partitionColumns);
        partitionTransforms = ImmutableList.copyOf(partitionTransforms);
        requireNonNull(bucketing, "bucketing is null");
        requireNonNull(rowFormat, "rowFormat is null");
        serdeProperties = ImmutableMap.copyOf(serdeProperties);
        requireNonNull(storageFormat, "storageFormat is null");
        requireNonNull(location, "location is null");
        properties = ImmutableMap.copyOf(properties);
    }

    @Override
    public StatementKind kind()
    {
        return ddl("CREATE_TABLE");
    }

    /**
     * CLUSTERED BY (..) [SORTED BY (..)] INTO n BUCKETS.
     */
    public record Bucketing(List<String> columns, List<SortColumn> sortColumns, int buckets)
    {
        public Bucketing
        {
            columns = ImmutableList.copyOf(columns);
            sortColumns = ImmutableList.copyOf(sortColumns);
        }
    }

    /**
     * A column of SORTED BY.
     */
    public record SortColumn(String name, boolean ascending)
    {
        public SortColumn
        {
            requireNonNull(name, "name is null");
        }
    }

    /**
     * ROW FORMAT.
     */
    public sealed interface RowFormat
            permits Delimited, SerDe {}

    /**
     * ROW FORMAT DELIMITED. The texts are as meant: {@code '\t'} is one tabulator.
     */
    public record Delimited(
            Optional<String> fieldsTerminatedBy,
            Optional<String> escapedBy,
            Optional<String> collectionItemsTerminatedBy,
            Optional<String> mapKeysTerminatedBy,
            Optional<String> linesTerminatedBy,
            Optional<String> nullDefinedAs)
            implements RowFormat
    {
        public Delimited
        {
            requireNonNull(fieldsTerminatedBy, "fieldsTerminatedBy is null");
            requireNonNull(escapedBy, "escapedBy is null");
            requireNonNull(collectionItemsTerminatedBy, "collectionItemsTerminatedBy is null");
            requireNonNull(mapKeysTerminatedBy, "mapKeysTerminatedBy is null");
            requireNonNull(linesTerminatedBy, "linesTerminatedBy is null");
            requireNonNull(nullDefinedAs, "nullDefinedAs is null");
        }
    }

    /**
     * ROW FORMAT SERDE; its properties are {@link CreateTable#serdeProperties()}.
     */
    public record SerDe(String className)
            implements RowFormat
    {
        public SerDe
        {
            requireNonNull(className, "className is null");
        }
    }

    /**
     * STORED AS.
     */
    public sealed interface StorageFormat
            permits NamedFormat, FormatClasses {}

    /**
     * STORED AS PARQUET and the like.
     *
     * @param name in upper case; it may be one that nobody knows
     */
    public record NamedFormat(String name)
            implements StorageFormat
    {
        public NamedFormat
        {
            requireNonNull(name, "name is null");
        }
    }

    /**
     * STORED AS INPUTFORMAT .. OUTPUTFORMAT ..: names of Java classes.
     */
    public record FormatClasses(String inputFormat, String outputFormat)
            implements StorageFormat
    {
        public FormatClasses
        {
            requireNonNull(inputFormat, "inputFormat is null");
            requireNonNull(outputFormat, "outputFormat is null");
        }
    }
}
