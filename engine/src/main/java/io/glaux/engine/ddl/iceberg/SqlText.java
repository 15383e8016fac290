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

import java.util.List;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/**
 * Text of the engine's SQL. Whatever comes from a user goes into a statement through here.
 */
final class SqlText
{
    private SqlText() {}

    static String identifier(String name)
    {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value)
    {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /**
     * A name of several parts, the outermost first.
     */
    static String name(String... parts)
    {
        return List.of(parts).stream().map(SqlText::identifier).collect(joining("."));
    }

    static String array(List<String> values)
    {
        if (values.isEmpty()) {
            return "CAST(ARRAY[] AS array(varchar))";
        }
        return values.stream().map(SqlText::literal).collect(joining(", ", "ARRAY[", "]"));
    }

    static String map(Map<String, String> entries)
    {
        return "MAP(%s, %s)".formatted(array(List.copyOf(entries.keySet())), array(List.copyOf(entries.values())));
    }
}
