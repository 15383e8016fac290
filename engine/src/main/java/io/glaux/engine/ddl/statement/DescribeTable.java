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

import static io.glaux.engine.ddl.statement.StatementKinds.utility;
import static java.util.Objects.requireNonNull;

/**
 * DESCRIBE and DESC.
 *
 * @param partition values by lower-case column; empty for the table
 * @param columnPath a column, and the fields in it; empty for the whole table
 */
public record DescribeTable(TableName table, Form form, Map<String, String> partition, List<String> columnPath)
        implements DdlStatement
{
    public DescribeTable
    {
        requireNonNull(table, "table is null");
        requireNonNull(form, "form is null");
        partition = ImmutableMap.copyOf(partition);
        columnPath = ImmutableList.copyOf(columnPath);
    }

    @Override
    public StatementKind kind()
    {
        return utility("DESCRIBE_TABLE");
    }

    public enum Form
    {
        BASIC, EXTENDED, FORMATTED
    }
}
