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

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementSteps;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * What SHOW CREATE TABLE of an Iceberg table says beside its columns.
 *
 * @param location without a slash at the end
 * @param partitioning in Athena's words and order of arguments, for instance {@code bucket(16, `id`)}
 * @param properties Athena's table properties, {@code table_type} first
 */
public record IcebergLayout(String location, List<String> partitioning, Map<String, String> properties)
{
    private static final String PROPERTIES = "\nWITH (\n";
    private static final Pattern LOCATION = Pattern.compile("^ {3}location = '((?:[^']|'')*)'", Pattern.MULTILINE);
    private static final Pattern PARTITIONING =
            Pattern.compile("^ {3}partitioning = ARRAY\\[((?:'(?:[^']|'')*',?)*)]", Pattern.MULTILINE);
    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern FIELD = Pattern.compile(
            "(?:(?<function>[a-z]+)\\()?(?<column>[a-z_][a-z0-9_]*|\"(?:[^\"]|\"\")*\")(?:, (?<number>\\d+))?\\)?");

    public IcebergLayout
    {
        requireNonNull(location, "location is null");
        partitioning = ImmutableList.copyOf(partitioning);
        properties = ImmutableMap.copyOf(properties);
    }

    static IcebergLayout read(IcebergNames names, TableName table, StatementRequest request, StatementSteps steps)
    {
        String text = (String) steps.run(request.withStatement("SHOW CREATE TABLE " + names.quoted(table)))
                .rows()
                .getFirst()
                .getFirst();
        return of(text, IcebergMaintenance.properties(names, table, request, steps));
    }

    /**
     * @param statement as the engine writes it
     */
    static IcebergLayout of(String statement, Map<String, String> iceberg)
    {
        // what comes before is the user's own text, comments for instance
        String properties = statement.substring(statement.lastIndexOf(PROPERTIES) + 1);
        Matcher location = LOCATION.matcher(properties);
        ImmutableList.Builder<String> partitioning = ImmutableList.builder();
        Matcher list = PARTITIONING.matcher(properties);
        if (list.find()) {
            TEXT.matcher(list.group(1)).results()
                    .map(result -> field(result.group(1).replace("''", "'")))
                    .forEach(partitioning::add);
        }
        return new IcebergLayout(
                location.find() ? location.group(1).replace("''", "'") : "",
                partitioning.build(),
                IcebergProperties.ofTable(iceberg));
    }

    private static String field(String text)
    {
        Matcher field = FIELD.matcher(text);
        if (!field.matches()) {
            return text;
        }
        String column = field.group("column");
        if (column.startsWith("\"")) {
            column = column.substring(1, column.length() - 1).replace("\"\"", "\"");
        }
        String quoted = '`' + column.replace("`", "``") + '`';
        if (field.group("function") == null) {
            return quoted;
        }
        return field.group("number") == null
                ? "%s(%s)".formatted(field.group("function"), quoted)
                : "%s(%s, %s)".formatted(field.group("function"), field.group("number"), quoted);
    }
}
