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
package io.glaux.arrow;

import io.airlift.slice.Slices;
import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlock;

/**
 * Texts and bytes: offsets and data are each one copy.
 */
final class VariableWidthConverter
        implements ColumnConverter
{
    /**
     * What the values are, and so what is checked.
     */
    enum Content
    {
        BYTES,
        TEXT,
        /**
         * Text that the engine keeps without the blanks at its end.
         */
        PADDED_TEXT,
    }

    private static final int DATA = 2;

    private final Content content;
    private final boolean isLarge;
    private final int mostCharacters;

    /**
     * @param isLarge whether offsets have 64 bits
     * @param mostCharacters of a value; {@link Integer#MAX_VALUE}: any number
     */
    VariableWidthConverter(Content content, boolean isLarge, int mostCharacters)
    {
        this.content = content;
        this.isLarge = isLarge;
        this.mostCharacters = mostCharacters;
    }

    @Override
    public Block convert(ArrowColumn column, Validity rows)
    {
        Validity validity = FixedWidthConverters.validity(column, rows);
        int length = column.length();
        if (length == 0) {
            return new VariableWidthBlock(0, Slices.EMPTY_SLICE, new int[1], validity.words());
        }
        Offsets offsets = column.offsets(isLarge, column.buffer(DATA, 0).byteSize());
        byte[] data = column.bytes(DATA, offsets.start(), offsets.total());
        if (offsets.hasLengthOfNull(validity)) {
            data = withoutNulls(data, offsets, validity);
            offsets = offsets.withoutNulls(validity);
        }
        if (content == Content.BYTES) {
            return block(validity, offsets, data);
        }
        boolean isAscii = Utf8Check.isAscii(data);
        if (!isAscii) {
            checkText(column, offsets, data);
        }
        return content == Content.TEXT
                ? text(column, validity, offsets, data, isAscii)
                : padded(column, validity, offsets, data);
    }

    /**
     * Nulls take no bytes any more, so all bytes are of values.
     */
    private static void checkText(ArrowColumn column, Offsets offsets, byte[] data)
    {
        if (!Utf8Check.isValid(data, 0, data.length)) {
            throw column.invalid("has a text that is not UTF-8");
        }
        for (int i = 0; i < column.length(); i++) {
            int start = offsets.at(i);
            if (start < data.length && !Utf8Check.isStart(data[start])) {
                throw column.invalid("has a text that is not UTF-8");
            }
        }
    }

    private static byte[] withoutNulls(byte[] data, Offsets offsets, Validity validity)
    {
        Offsets compact = offsets.withoutNulls(validity);
        byte[] values = new byte[compact.total()];
        for (int i = 0; i < offsets.values().length - 1; i++) {
            System.arraycopy(data, offsets.at(i), values, compact.at(i), compact.length(i));
        }
        return values;
    }

    private Block text(ArrowColumn column, Validity validity, Offsets offsets, byte[] data, boolean isAscii)
    {
        for (int i = 0; i < column.length() && mostCharacters < data.length; i++) {
            // there are never more characters than bytes
            if (offsets.length(i) > mostCharacters
                    && (isAscii || Utf8Check.characters(data, offsets.at(i), offsets.at(i + 1)) > mostCharacters)) {
                throw tooLong(column);
            }
        }
        return block(validity, offsets, data);
    }

    private Block padded(ArrowColumn column, Validity validity, Offsets offsets, byte[] data)
    {
        int[] trimmed = new int[offsets.values().length];
        int end = 0;
        // values move towards the start, so none is written over before it was moved
        for (int i = 0; i < trimmed.length - 1; i++) {
            int start = offsets.at(i);
            int last = offsets.at(i + 1);
            while (last > start && data[last - 1] == ' ') {
                last--;
            }
            if (last - start > mostCharacters && Utf8Check.characters(data, start, last) > mostCharacters) {
                throw tooLong(column);
            }
            System.arraycopy(data, start, data, end, last - start);
            end += last - start;
            trimmed[i + 1] = end;
        }
        return new VariableWidthBlock(
                trimmed.length - 1,
                Slices.wrappedBuffer(data, 0, end),
                trimmed,
                validity.words());
    }

    private InvalidBatchException tooLong(ArrowColumn column)
    {
        return column.invalid("has a text of more than %s characters".formatted(mostCharacters));
    }

    private static Block block(Validity validity, Offsets offsets, byte[] data)
    {
        return new VariableWidthBlock(
                offsets.values().length - 1,
                Slices.wrappedBuffer(data),
                offsets.values(),
                validity.words());
    }

    /**
     * Bytes of which all values have the same number.
     */
    static ColumnConverter fixedSize(int width)
    {
        return (column, rows) -> {
            Validity validity = FixedWidthConverters.validity(column, rows);
            int length = column.length();
            int[] starts = new int[length + 1];
            for (int i = 1; i <= length; i++) {
                starts[i] = Math.multiplyExact(i, width);
            }
            Offsets offsets = new Offsets(starts, 0);
            byte[] data = column.bytes(1, 0, offsets.total());
            return offsets.hasLengthOfNull(validity)
                    ? block(validity, offsets.withoutNulls(validity), withoutNulls(data, offsets, validity))
                    : block(validity, offsets, data);
        };
    }
}
