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

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Makes types of columns of what was inferred. A type takes every value that it was inferred from.
 */
final class TypeChoice
{
    /**
     * What is nested deeper becomes JSON.
     */
    private static final int MOST_DEPTH = 8;

    /**
     * A column with more fields, all levels together, becomes JSON.
     */
    private static final int MOST_LEAVES = 512;

    private final NumberChoice numbers;

    TypeChoice(NumberChoice numbers)
    {
        this.numbers = requireNonNull(numbers, "numbers is null");
    }

    /**
     * @param notes takes why a column is not what one would expect
     */
    ColumnType choose(String column, InferredType inferred, List<String> notes)
    {
        if (leaves(inferred) > MOST_LEAVES) {
            notes.add("Column %s is JSON: it has more than %s fields".formatted(column, MOST_LEAVES));
            return new ColumnType.Json();
        }
        return choose(column, inferred, 0, notes);
    }

    private ColumnType choose(String name, InferredType inferred, int depth, List<String> notes)
    {
        if (depth > MOST_DEPTH) {
            notes.add("%s is JSON: it is nested deeper than %s levels".formatted(name, MOST_DEPTH));
            return new ColumnType.Json();
        }
        return switch (inferred) {
            case InferredType.Nothing _ -> {
                notes.add("%s is JSON: no item of the sample has a value of it".formatted(name));
                yield new ColumnType.Json();
            }
            case InferredType.Scalar(AttributeType type) -> scalar(type);
            case InferredType.Numeric number -> number(name, number, notes);
            case InferredType.Sequence(InferredType element, Set<AttributeType> forms) -> new ColumnType.Array(
                    choose(name + "[]", element, depth + 1, notes),
                    forms.size() == 1 ? forms.iterator().next() : AttributeType.L);
            case InferredType.Fields(Map<String, InferredType> fields) -> fields(name, fields, depth, notes);
            case InferredType.Entries(InferredType value) -> new ColumnType.TextMap(
                    choose(name + "[]", value, depth + 1, notes));
            case InferredType.Anything _ -> {
                notes.add("%s is JSON: items have values of different types".formatted(name));
                yield new ColumnType.Json();
            }
        };
    }

    private static ColumnType scalar(AttributeType type)
    {
        return switch (type) {
            case BOOL -> new ColumnType.Bool();
            case B -> new ColumnType.Binary();
            case S -> new ColumnType.Text();
            case N, NULL, SS, NS, BS, L, M -> throw new IllegalArgumentException("Not a scalar: " + type);
        };
    }

    private ColumnType number(String name, InferredType.Numeric number, List<String> notes)
    {
        ColumnType type = numbers.type(number);
        if (type instanceof ColumnType.NumberText && numbers.fixed().isEmpty()) {
            notes.add("%s is VARCHAR: it has numbers of more digits than DECIMAL holds".formatted(name));
        }
        return type;
    }

    private ColumnType fields(String name, Map<String, InferredType> fields, int depth, List<String> notes)
    {
        if (fields.isEmpty()) {
            notes.add("%s is JSON: its maps are empty in the sample".formatted(name));
            return new ColumnType.Json();
        }
        if (!areNames(fields.keySet())) {
            return new ColumnType.TextMap(
                    choose(name + "[]", InferredType.merge(fields.values()), depth + 1, notes));
        }
        List<ColumnType.RowField> rowFields = new ArrayList<>();
        new TreeMap<>(fields).forEach((key, type) -> rowFields.add(
                new ColumnType.RowField(key, key, choose(name + "." + key, type, depth + 1, notes))));
        return new ColumnType.Row(rowFields);
    }

    /**
     * SQL does not tell names of fields apart by their case.
     */
    private static boolean areNames(Set<String> keys)
    {
        Set<String> seen = new HashSet<>();
        return keys.stream().allMatch(key -> !key.isBlank() && seen.add(key.toLowerCase(Locale.ROOT)));
    }

    private static int leaves(InferredType inferred)
    {
        return switch (inferred) {
            case InferredType.Fields(Map<String, InferredType> fields) -> fields.values().stream()
                    .mapToInt(TypeChoice::leaves)
                    .sum();
            case InferredType.Sequence(InferredType element, _) -> leaves(element);
            case InferredType.Entries(InferredType value) -> leaves(value);
            case InferredType.Nothing _,
                 InferredType.Scalar _,
                 InferredType.Numeric _,
                 InferredType.Anything _ -> 1;
        };
    }
}
