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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.schema.TableColumn.Mismatch;
import io.glaux.dynamodb.value.DateFormat;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * What the settings of the catalog say of columns. Names of settings are in lower case, and so stand for tables and
 * columns in any case.
 *
 * @param types in the spelling of Glue, by {@code table.column}
 * @param numbers by {@code table.column}
 * @param mismatches by {@code table.column}
 */
public record SchemaSettings(
        NumberChoice number,
        Mismatch mismatch,
        Map<String, String> types,
        Map<String, NumberChoice> numbers,
        Map<String, Mismatch> mismatches)
{
    public SchemaSettings
    {
        requireNonNull(number, "number is null");
        requireNonNull(mismatch, "mismatch is null");
        types = inLowerCase(types);
        numbers = inLowerCase(numbers);
        mismatches = inLowerCase(mismatches);
    }

    /**
     * Whether a text is a type as Glue spells it, or json.
     */
    public static boolean isType(String text)
    {
        try {
            DeclaredType.parse(text, DateFormat.iso(ZoneOffset.UTC), UnaryOperator.identity());
            return true;
        }
        catch (IllegalArgumentException _) {
            return false;
        }
    }

    NumberChoice number(String table, String column)
    {
        return numbers.getOrDefault(key(table, column), number);
    }

    /**
     * What the numbers of a column were set to become; none: it was not set for this column.
     */
    Optional<NumberChoice> ownNumber(String table, String column)
    {
        return Optional.ofNullable(numbers.get(key(table, column)));
    }

    Mismatch mismatch(String table, String column)
    {
        return mismatches.getOrDefault(key(table, column), mismatch);
    }

    Optional<String> type(String table, String column)
    {
        return Optional.ofNullable(types.get(key(table, column)));
    }

    /**
     * Names of the columns of a table that have a type here.
     */
    SortedSet<String> typed(String table)
    {
        String prefix = key(table, "");
        SortedSet<String> columns = new TreeSet<>();
        types.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> columns.add(name.substring(prefix.length())));
        return columns;
    }

    private static <T> Map<String, T> inLowerCase(Map<String, T> values)
    {
        Map<String, T> lower = new HashMap<>();
        values.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }

    private static String key(String table, String column)
    {
        return (table + "." + column).toLowerCase(Locale.ROOT);
    }
}
