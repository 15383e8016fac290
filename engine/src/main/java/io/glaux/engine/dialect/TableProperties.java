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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.SqlToken;
import io.glaux.engine.dialect.text.TokenCursor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * The properties of a WITH clause, each of which is taken once; what is left in the end is not known.
 */
final class TableProperties
{
    private final Map<String, Property> properties;
    private final Set<String> taken = new HashSet<>();

    private TableProperties(Map<String, Property> properties)
    {
        this.properties = requireNonNull(properties, "properties is null");
    }

    static TableProperties none()
    {
        return new TableProperties(Map.of());
    }

    /**
     * Reads {@code (name = value, ...)}.
     */
    static TableProperties read(TokenCursor cursor)
    {
        Map<String, Property> properties = new LinkedHashMap<>();
        cursor.expectSymbol("(");
        do {
            SqlToken name = cursor.expectIdentifier();
            cursor.expectSymbol("=");
            Property property = new Property(
                    name.value().toLowerCase(Locale.ENGLISH), value(cursor), cursor.position(name));
            if (properties.put(property.name(), property) != null) {
                throw DialectErrors.syntax("line %s: Duplicate property: %s".formatted(
                        property.position(), property.name()));
            }
        }
        while (cursor.takeSymbolIf(","));
        cursor.expectSymbol(")");
        return new TableProperties(properties);
    }

    private static List<String> value(TokenCursor cursor)
    {
        SqlToken first = cursor.peek();
        if (cursor.takeIf("ARRAY")) {
            List<String> values = new ArrayList<>();
            cursor.expectSymbol("[");
            while (!cursor.takeSymbolIf("]")) {
                values.add(cursor.expectString().value());
                if (!cursor.peek().isSymbol("]")) {
                    cursor.expectSymbol(",");
                }
            }
            return values;
        }
        return switch (first.kind()) {
            case STRING -> List.of(cursor.take().value());
            case INTEGER, DECIMAL, DOUBLE, WORD -> List.of(cursor.take().text());
            default -> throw cursor.unexpected("<expression>");
        };
    }

    Optional<String> text(String name)
    {
        return take(name).map(property -> {
            if (property.values().size() != 1) {
                throw DialectErrors.property(
                        property.position(), "The property %s takes one value".formatted(name));
            }
            return property.values().getFirst();
        });
    }

    List<String> list(String name)
    {
        return take(name).map(Property::values).orElseGet(List::of);
    }

    OptionalInt number(String name)
    {
        Optional<Property> property = Optional.ofNullable(properties.get(name));
        return text(name)
                .map(value -> {
                    try {
                        return OptionalInt.of(Integer.parseInt(value));
                    }
                    catch (NumberFormatException _) {
                        throw DialectErrors.property(
                                property.orElseThrow().position(),
                                "The property %s is a whole number, not %s".formatted(name, value));
                    }
                })
                .orElseGet(OptionalInt::empty);
    }

    boolean flag(String name, boolean otherwise)
    {
        return text(name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    boolean has(String name)
    {
        return properties.containsKey(name);
    }

    /**
     * Where a property stands in the statement; its start when it is not there.
     */
    String position(String name)
    {
        return has(name) ? properties.get(name).position() : "1:1";
    }

    /**
     * @throws io.glaux.engine.query.work.StepFailedException if there is a property that nobody has taken
     */
    void requireAllTaken()
    {
        for (Property property : properties.values()) {
            if (!taken.contains(property.name())) {
                // as Trino, which Athena is, says it
                throw DialectErrors.property(
                        property.position(),
                        "Catalog '%s' table property '%s' does not exist".formatted(LakeNames.LAKE, property.name()));
            }
        }
    }

    private Optional<Property> take(String name)
    {
        taken.add(name);
        return Optional.ofNullable(properties.get(name));
    }

    private record Property(String name, List<String> values, String position)
    {
        private Property
        {
            values = List.copyOf(values);
        }
    }
}
