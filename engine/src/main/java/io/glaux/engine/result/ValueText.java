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
package io.glaux.engine.result;

import io.trino.spi.block.Block;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Values as Athena prints them. Nested values are a notation of their own, not JSON: {@code [1, 2]}, {@code {k=1}},
 * {@code {id=1, name=x}}, and {@code {1, x}} for a row without names; strings inside are not quoted.
 */
final class ValueText
{
    private static final String NULL = "null";
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private ValueText() {}

    /**
     * @return null for NULL
     */
    static String of(Type type, Block block, int position)
    {
        if (block.isNull(position)) {
            return null;
        }
        return switch (type) {
            case ArrayType array -> array(array, array.getObject(block, position));
            case MapType map -> map(map, map.getObject(block, position));
            case RowType row -> row(row, row.getObject(block, position));
            case VarbinaryType varbinary -> HEX.formatHex(varbinary.getSlice(block, position).getBytes());
            // every other type of Trino has an object whose text is Trino's own, and so Athena's: doubles in Java's
            // notation, timestamps with as many digits as the type has, char padded to its length
            default -> type.getObjectValue(block, position).toString();
        };
    }

    private static String array(ArrayType type, Block elements)
    {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < elements.getPositionCount(); i++) {
            separate(text, i);
            append(text, type.getElementType(), elements, i);
        }
        return text.append(']').toString();
    }

    private static String map(MapType type, SqlMap entries)
    {
        StringBuilder text = new StringBuilder("{");
        int offset = entries.getRawOffset();
        for (int i = 0; i < entries.getSize(); i++) {
            separate(text, i);
            append(text, type.getKeyType(), entries.getRawKeyBlock(), offset + i);
            text.append('=');
            append(text, type.getValueType(), entries.getRawValueBlock(), offset + i);
        }
        return text.append('}').toString();
    }

    private static String row(RowType type, SqlRow fields)
    {
        StringBuilder text = new StringBuilder("{");
        List<RowType.Field> definitions = type.getFields();
        for (int i = 0; i < definitions.size(); i++) {
            separate(text, i);
            Optional<String> name = definitions.get(i).getName();
            name.ifPresent(present -> text.append(present).append('='));
            append(text, definitions.get(i).getType(), fields.getRawFieldBlock(i), fields.getRawIndex());
        }
        return text.append('}').toString();
    }

    private static void separate(StringBuilder text, int index)
    {
        if (index > 0) {
            text.append(", ");
        }
    }

    private static void append(StringBuilder text, Type type, Block block, int position)
    {
        String value = of(type, block, position);
        text.append(value == null ? NULL : value);
    }
}
