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
package io.glaux.engine.ddl.iceberg;

import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.PartitionTransform;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

/**
 * CREATE TABLE of an Iceberg table in the engine's words.
 */
final class CreateIcebergTable
{
    private CreateIcebergTable() {}

    /**
     * What is refused before the statement becomes a query.
     */
    static void requireStartable(CreateTable statement)
    {
        if (statement.external()) {
            throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR,
                    "External keyword not supported for table type ICEBERG");
        }
        if (statement.location().isEmpty()) {
            throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR,
                    "No location was specified for table. An S3 location must be specified");
        }
        IcebergProperties.requireCodecOfLevel(statement.properties());
    }

    /**
     * @param table its quoted name in the engine
     */
    static String sql(CreateTable statement, String table)
    {
        requireStartable(statement);
        requireClausesOfIceberg(statement);
        List<String> properties = new ArrayList<>();
        properties.add("format_version = 2");
        properties.add("location = " + SqlText.string(S3Paths.withoutSlash(statement.location().orElseThrow())));
        List<String> partitioning = partitioning(statement);
        if (!partitioning.isEmpty()) {
            properties.add("partitioning = " + SqlText.array(partitioning));
        }
        properties.addAll(IcebergProperties.forCreate(statement.properties()));
        return "CREATE TABLE %s%s (%s)%s WITH (%s)".formatted(
                statement.ifNotExists() ? "IF NOT EXISTS " : "",
                table,
                statement.columns().stream().map(CreateIcebergTable::column).collect(joining(", ")),
                statement.comment().map(comment -> " COMMENT " + SqlText.string(comment)).orElse(""),
                String.join(", ", properties));
    }

    private static void requireClausesOfIceberg(CreateTable statement)
    {
        // in the order in which Athena finds them
        if (statement.bucketing().isPresent()) {
            throw wrong("Iceberg create table statement does not allow CLUSTERED BY");
        }
        if (statement.rowFormat().isPresent() || !statement.serdeProperties().isEmpty()) {
            throw wrong("Iceberg create table statement does not allow ROW FORMAT");
        }
        if (statement.storageFormat().isPresent()) {
            throw wrong("Iceberg create table statement does not allow STORED AS/BY");
        }
        if (!statement.partitionColumns().isEmpty()) {
            throw wrong("Invalid PARTITIONED BY clause in Iceberg create table statement");
        }
        if (statement.columns().isEmpty()) {
            throw wrong("At least one column is required for Iceberg create table statement");
        }
    }

    private static List<String> partitioning(CreateTable statement)
    {
        Set<String> columns = new HashSet<>();
        statement.columns().forEach(column -> columns.add(column.name()));
        statement.partitionTransforms().forEach(transform -> {
            if (!columns.contains(transform.column())) {
                throw wrong("PARTITIONED BY names column %s, which the table does not have: add it to the columns"
                        .formatted(transform.column()));
            }
        });
        return statement.partitionTransforms().stream()
                .map(CreateIcebergTable::partitionField)
                .collect(toImmutableList());
    }

    /**
     * The column is first here, the number first in Athena.
     */
    private static String partitionField(PartitionTransform transform)
    {
        String column = SqlText.identifier(transform.column());
        return switch (transform.function()) {
            case IDENTITY -> column;
            case YEAR, MONTH, DAY, HOUR -> "%s(%s)".formatted(
                    transform.function().name().toLowerCase(Locale.ENGLISH),
                    column);
            case BUCKET, TRUNCATE -> "%s(%s, %s)".formatted(
                    transform.function().name().toLowerCase(Locale.ENGLISH),
                    column,
                    transform.parameter().orElseThrow());
        };
    }

    private static String column(ColumnDefinition column)
    {
        return "%s %s%s".formatted(
                SqlText.identifier(column.name()),
                IcebergTypes.sqlType(column),
                column.comment().map(comment -> " COMMENT " + SqlText.string(comment)).orElse(""));
    }

    private static GlauxException wrong(String message)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, message);
    }
}
