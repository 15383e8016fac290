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
package io.glaux.engine.result;

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.StatementKind;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the result of a statement looks like in its file and in the answers of the API.
 */
enum ResultLayout
{
    /**
     * Every value quoted, a header, each row ended by a line feed.
     */
    CSV,
    /**
     * Rows joined by line feeds, values of a row by tabs, no header.
     */
    TEXT,
    /**
     * The name of the column, the plan's lines, and one line feed at the end.
     */
    EXPLAIN,
    /**
     * No file: the count of rows stands in the metadata.
     */
    COUNT,
    /**
     * An empty file and no columns.
     */
    EMPTY;

    private static final String DESCRIBE = "DESCRIBE_TABLE";
    private static final String SHOW_CREATE_TABLE = "SHOW_CREATE_TABLE";
    private static final String REPAIR = "MSCK_REPAIR";
    private static final String EXPLAIN_STATEMENT = "EXPLAIN";
    private static final Set<String> PLANNED = Set.of(DESCRIBE, SHOW_CREATE_TABLE, EXPLAIN_STATEMENT);

    static ResultLayout of(StatementKind kind)
    {
        return switch (kind.output()) {
            case CSV -> CSV;
            case CSV_METADATA_ONLY, INSERT, TABLE -> COUNT;
            case TEXT -> {
                if (kind.substatement().equals(EXPLAIN_STATEMENT)) {
                    yield EXPLAIN;
                }
                boolean isEmpty = kind.type() == StatementKind.Type.DDL && !kind.substatement().equals(REPAIR);
                yield isEmpty ? EMPTY : TEXT;
            }
        };
    }

    /**
     * Athena writes {@code binary/octet-stream} for what it answers without planning.
     */
    static String contentType(StatementKind kind)
    {
        boolean planned = kind.output() != StatementKind.Output.TEXT || PLANNED.contains(kind.substatement());
        return planned ? "application/octet-stream" : "binary/octet-stream";
    }

    /**
     * The UpdateCount of GetQueryResults: DML and CREATE TABLE AS their count, SELECT and SHOW 0, the rest none.
     *
     * @param written the count in the metadata
     */
    static OptionalLong updateCount(StatementKind kind, OptionalLong written)
    {
        return switch (of(kind)) {
            case CSV -> OptionalLong.of(0);
            case COUNT -> written;
            case TEXT -> kind.type() == StatementKind.Type.DDL || PLANNED.contains(kind.substatement())
                    ? OptionalLong.empty()
                    : OptionalLong.of(0);
            case EXPLAIN, EMPTY -> OptionalLong.empty();
        };
    }

    /**
     * The columns as Athena names them: it has its own names for those of SHOW and DESCRIBE.
     */
    static List<ColumnDescription> columns(StatementKind kind, List<ResultColumn> columns)
    {
        return switch (kind.substatement()) {
            case "SHOW_TABLES" -> List.of(ColumnDescription.string("tab_name"));
            case "SHOW_DATABASES" -> List.of(ColumnDescription.string("database_name"));
            case "SHOW_COLUMNS" -> List.of(ColumnDescription.string("field"));
            case "SHOW_PARTITIONS" -> List.of(ColumnDescription.string("partition"));
            case "SHOW_TABLE_PROPERTIES" -> List.of(
                    ColumnDescription.string("prpt_name"),
                    ColumnDescription.string("prpt_value"));
            case REPAIR -> List.of(ColumnDescription.string("_col0"));
            case "SHOW_VIEWS" -> List.of(ColumnDescription.bare("views", "varchar"));
            case SHOW_CREATE_TABLE -> List.of(ColumnDescription.string("createtab_stmt"));
            case "SHOW_CREATE_VIEW" -> List.of(ColumnDescription.bare("create view", "varchar"));
            case DESCRIBE -> List.of(
                    ColumnDescription.string("col_name"),
                    ColumnDescription.string("data_type"),
                    ColumnDescription.string("comment"));
            default -> columns.stream().map(ColumnDescription::of).toList();
        };
    }

    /**
     * Which of the engine's columns make a row of the file. Trino's DESCRIBE and SHOW COLUMNS have Column, Type, Extra,
     * Comment.
     */
    static int[] channels(StatementKind kind, int columnCount)
    {
        return switch (kind.substatement()) {
            case "SHOW_COLUMNS" -> new int[] {0};
            case DESCRIBE -> columnCount > 3 ? new int[] {0, 1, 3} : IntStream.range(0, columnCount).toArray();
            default -> IntStream.range(0, columnCount).toArray();
        };
    }
}
