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
package io.glaux.engine.ddl.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Types as Glue writes them, {@code array<struct<a:int,b:string>>}: their parts, and how others write them.
 */
final class HiveTypes
{
    private static final String ELEMENT = "$elem$";
    private static final String KEY = "$key$";
    private static final String VALUE = "$value$";

    private HiveTypes() {}

    /**
     * The type of a part of a value.
     *
     * @param step a field of a struct, or {@code $elem$}, {@code $key$}, {@code $value$}
     */
    static Optional<String> part(String type, String step)
    {
        return switch (outer(type)) {
            case "array" -> step.equalsIgnoreCase(ELEMENT) ? Optional.of(inner(type)) : Optional.empty();
            case "map" -> {
                List<String> parts = split(inner(type));
                if (step.equalsIgnoreCase(KEY)) {
                    yield Optional.of(parts.getFirst());
                }
                yield step.equalsIgnoreCase(VALUE) ? Optional.of(parts.getLast()) : Optional.empty();
            }
            case "struct" -> split(inner(type)).stream()
                    .filter(field -> name(field).equalsIgnoreCase(step))
                    .map(HiveTypes::fieldType)
                    .findFirst();
            default -> Optional.empty();
        };
    }

    /**
     * As Trino and the queries of Athena write the type.
     */
    static String forQueries(String type)
    {
        return switch (outer(type)) {
            case "array" -> "array(%s)".formatted(forQueries(inner(type)));
            case "map" -> {
                List<String> parts = split(inner(type));
                yield "map(%s, %s)".formatted(forQueries(parts.getFirst()), forQueries(parts.getLast()));
            }
            case "struct" -> "row(%s)".formatted(String.join(", ", split(inner(type)).stream()
                    .map(field -> name(field) + " " + forQueries(fieldType(field)))
                    .toList()));
            case "int" -> "integer";
            case "float" -> "real";
            case "string" -> "varchar";
            case "binary" -> "varbinary";
            case "timestamp" -> "timestamp(3)";
            default -> type;
        };
    }

    /**
     * As Iceberg writes the type.
     */
    static String forIceberg(String type)
    {
        return type.replace(",", ", ").replace(":", ": ");
    }

    private static String outer(String type)
    {
        int bracket = type.indexOf('<');
        return bracket < 0 || !type.endsWith(">") ? type : type.substring(0, bracket);
    }

    private static String inner(String type)
    {
        return type.substring(type.indexOf('<') + 1, type.length() - 1);
    }

    private static String name(String field)
    {
        int colon = field.indexOf(':');
        return colon < 0 ? field : field.substring(0, colon);
    }

    private static String fieldType(String field)
    {
        return field.substring(field.indexOf(':') + 1);
    }

    /**
     * Splits at the commas that are within no brackets.
     */
    private static List<String> split(String list)
    {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int index = 0; index < list.length(); index++) {
            switch (list.charAt(index)) {
                case '<', '(' -> depth++;
                case '>', ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(list.substring(start, index));
                        start = index + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(list.substring(start));
        return parts;
    }
}
