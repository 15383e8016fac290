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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * What the settings of the catalog say of columns.
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
        types = Map.copyOf(types);
        numbers = Map.copyOf(numbers);
        mismatches = Map.copyOf(mismatches);
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
        return numbers.getOrDefault(table + "." + column, number);
    }

    Mismatch mismatch(String table, String column)
    {
        return mismatches.getOrDefault(table + "." + column, mismatch);
    }

    Optional<String> type(String table, String column)
    {
        return Optional.ofNullable(types.get(table + "." + column));
    }

    /**
     * Types of columns of a table, by the names of the columns.
     */
    SortedMap<String, String> types(String table)
    {
        SortedMap<String, String> found = new TreeMap<>();
        types.forEach((name, type) -> {
            if (name.startsWith(table + ".")) {
                found.put(name.substring(table.length() + 1), type);
            }
        });
        return found;
    }
}
