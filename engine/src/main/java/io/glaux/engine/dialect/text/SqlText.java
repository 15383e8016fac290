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
package io.glaux.engine.dialect.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/**
 * Values as SQL, quoted.
 */
public final class SqlText
{
    private SqlText() {}

    public static String string(String value)
    {
        return "'" + value.replace("'", "''") + "'";
    }

    public static String identifier(String name)
    {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /**
     * The parts of a name, each quoted, with points between them.
     */
    public static String name(String... parts)
    {
        return Arrays.stream(parts).map(SqlText::identifier).collect(joining("."));
    }

    public static String array(Collection<String> values)
    {
        return values.stream().map(SqlText::string).collect(joining(", ", "ARRAY[", "]"));
    }

    public static String map(Map<String, String> values)
    {
        return "MAP(%s, %s)".formatted(array(values.keySet()), array(values.values()));
    }
}
