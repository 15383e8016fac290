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

import io.glaux.dynamodb.schema.Declaration.DeclaredColumn;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Makes the columns of a table that is declared in the Glue catalog.
 */
final class DeclaredColumns
{
    private static final String COLUMN_MAPPING = "columnMapping";
    private static final String FORMAT_MAPPING = "datetimeFormatMapping";
    private static final String TIME_ZONE = "defaultTimeZone";

    private final Declaration declaration;
    private final String table;
    private final Map<String, AttributeType> defined;
    private final SchemaSettings settings;
    private final List<String> notes;

    /**
     * @param defined types of the attributes of which DynamoDB knows them: those of keys
     * @param notes takes why columns are not as declared
     */
    DeclaredColumns(
            Declaration declaration,
            String table,
            Map<String, AttributeType> defined,
            SchemaSettings settings,
            List<String> notes)
    {
        this.declaration = requireNonNull(declaration, "declaration is null");
        this.table = requireNonNull(table, "table is null");
        this.defined = Map.copyOf(defined);
        this.settings = requireNonNull(settings, "settings is null");
        this.notes = requireNonNull(notes, "notes is null");
    }

    List<TableColumn> columns()
    {
        Map<String, String> attributes = mapping(COLUMN_MAPPING);
        Map<String, String> formats = mapping(FORMAT_MAPPING);
        ZoneId zone = zone();
        List<TableColumn> columns = new ArrayList<>();
        for (DeclaredColumn column : declaration.columns()) {
            String name = column.name();
            String attribute = attributes.getOrDefault(name, name);
            DateFormat format = format(name, Optional.ofNullable(formats.get(name)), zone);
            ColumnType type = settings.type(table, name)
                    .flatMap(text -> parse(name, text, format, attributes))
                    .or(() -> parse(name, column.type(), format, attributes))
                    .map(declared -> DeclaredType.ofKey(declared, defined.get(attribute)))
                    .map(declared -> withNumbers(declared, name))
                    .orElseGet(ColumnType.Json::new);
            columns.add(new TableColumn(table, name, List.of(attribute), type, settings.mismatch(table, name)));
        }
        return columns;
    }

    private Optional<ColumnType> parse(String column, String type, DateFormat format, Map<String, String> attributes)
    {
        try {
            return Optional.of(DeclaredType.parse(type, format, DeclaredType.keys(attributes)));
        }
        catch (IllegalArgumentException e) {
            notes.add("%s is JSON: %s".formatted(column, e.getMessage()));
            return Optional.empty();
        }
    }

    private ColumnType withNumbers(ColumnType type, String column)
    {
        boolean isNumber = type.holds().equals(Set.of(AttributeType.N));
        return isNumber ? settings.ownNumber(table, column).flatMap(NumberChoice::fixed).orElse(type) : type;
    }

    private DateFormat format(String column, Optional<String> pattern, ZoneId zone)
    {
        try {
            return pattern.map(text -> DateFormat.of(text, zone)).orElseGet(() -> DateFormat.iso(zone));
        }
        catch (IllegalArgumentException _) {
            notes.add("%s is read as ISO 8601: its format in %s is none".formatted(column, FORMAT_MAPPING));
            return DateFormat.iso(zone);
        }
    }

    private ZoneId zone()
    {
        String name = declaration.properties().get(TIME_ZONE);
        if (name == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        }
        catch (DateTimeException _) {
            notes.add("Times are in UTC: %s is no time zone".formatted(TIME_ZONE));
            return ZoneOffset.UTC;
        }
    }

    /**
     * Of the form {@code a=b,c=d}.
     */
    private Map<String, String> mapping(String property)
    {
        Map<String, String> mapping = new HashMap<>();
        String text = declaration.properties().getOrDefault(property, "");
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                mapping.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
            else if (!part.isBlank()) {
                notes.add("A part of %s is left out: it is not of the form name=value".formatted(property));
            }
        }
        return mapping;
    }
}
