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
package io.glaux.lake;

import io.airlift.json.JsonCodec;
import io.airlift.json.JsonCodecFactory;
import io.trino.metastore.HiveType;
import io.trino.plugin.hive.util.HiveTypeTranslator;
import io.trino.spi.TrinoException;
import io.trino.spi.type.TypeId;
import io.trino.spi.type.TypeManager;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The definition of a view: a document of JSON that stands, encoded, in the comment that is the view's text in the
 * catalog.
 */
final class ViewText
{
    private static final String PREFIX = "/* Presto View: ";
    private static final String SUFFIX = " */";
    private static final JsonCodec<Map<String, Object>> CODEC =
            new JsonCodecFactory().mapJsonCodec(String.class, Object.class);
    private static final String CATALOG = "catalog";
    private static final String SCHEMA = "schema";
    private static final String COLUMNS = "columns";
    private static final String COMMENT = "comment";
    private static final String OWNER = "owner";
    private static final String RUN_AS_INVOKER = "runAsInvoker";

    private final String lake;
    private final TypeManager types;

    /**
     * @param lake the catalog under which users know the lake
     */
    ViewText(String lake, TypeManager types)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.types = requireNonNull(types, "types is null");
    }

    static boolean isEncoded(String text)
    {
        return text.startsWith(PREFIX) && text.endsWith(SUFFIX);
    }

    /**
     * @throws IllegalArgumentException when the text is not a definition
     */
    static Map<String, Object> decode(String text)
    {
        String encoded = text.substring(PREFIX.length(), text.length() - SUFFIX.length()).strip();
        Map<String, Object> definition = CODEC.fromJson(Base64.getDecoder().decode(encoded));
        if (definition == null) {
            throw new IllegalArgumentException("The definition of the view is null");
        }
        return definition;
    }

    static String encode(Map<String, Object> definition)
    {
        return PREFIX + Base64.getEncoder().encodeToString(CODEC.toJsonBytes(definition)) + SUFFIX;
    }

    /**
     * What Athena keeps of Trino's definition. A view that runs with its owner's rights, which Athena does not have,
     * says so in Trino's words.
     */
    Map<String, Object> stored(Map<String, Object> definition)
    {
        Map<String, Object> stored = new LinkedHashMap<>();
        for (String key : List.of("originalSql", CATALOG, SCHEMA, COLUMNS, COMMENT)) {
            Object value = definition.get(key);
            if (value != null) {
                stored.put(key, value);
            }
        }
        if (definition.get(OWNER) != null) {
            stored.put(OWNER, definition.get(OWNER));
            stored.put(RUN_AS_INVOKER, false);
        }
        return stored;
    }

    /**
     * The columns of the view with types of the catalog; those that it has no word for are strings.
     */
    List<Column> columns(Map<String, Object> definition)
    {
        List<Column> columns = new ArrayList<>();
        for (Object column : (List<?>) definition.get(COLUMNS)) {
            Map<?, ?> members = (Map<?, ?>) column;
            columns.add(Column.builder()
                    .name((String) members.get("name"))
                    .type(catalogType((String) members.get("type")))
                    .build());
        }
        return columns;
    }

    /**
     * The text with what Trino needs: a view without an owner runs with the rights of who asks, as in Athena; names of
     * AWS for the catalog mean the lake. What cannot be decoded stays as it is.
     *
     * @param description of the table in the catalog
     */
    String readable(String text, String database, Optional<String> description)
    {
        Map<String, Object> definition;
        try {
            definition = new LinkedHashMap<>(decode(text));
        }
        catch (IllegalArgumentException _) {
            // for who reads the view to hear of: a list of tables must not fail for one of them
            return text;
        }
        if (!(definition.get(OWNER) instanceof String owner) || isAccount(owner)) {
            definition.remove(OWNER);
            definition.put(RUN_AS_INVOKER, true);
        }
        definition.put(CATALOG, catalog(definition.get(CATALOG)));
        definition.putIfAbsent(SCHEMA, database);
        description.ifPresent(comment -> definition.putIfAbsent(COMMENT, comment));
        return encode(definition);
    }

    private String catalog(Object given)
    {
        if (!(given instanceof String name) || isAccount(name)) {
            return lake;
        }
        return name.toLowerCase(Locale.ENGLISH);
    }

    private static boolean isAccount(String name)
    {
        return name.matches("[0-9]{12}");
    }

    private String catalogType(String type)
    {
        try {
            return HiveTypeTranslator.toHiveType(types.getType(TypeId.of(type))).toString();
        }
        catch (TrinoException _) {
            return HiveType.HIVE_STRING.toString();
        }
    }
}
