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
package io.glaux.source.batch;

import io.glaux.source.ColumnTypes;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Texts as UTF-8, no longer than a pinned CHAR(n) or VARCHAR(n) has it.
 */
final class TextBuilder
        extends VariableWidthBuilder
{
    private static final Pattern BOUNDED = Pattern.compile("(?:var)?char\\((\\d{1,9})\\)");

    private final int maxCodePoints;

    TextBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.maxCodePoints = maxCodePoints(field);
    }

    private static int maxCodePoints(Field field)
    {
        Matcher bounded = BOUNDED.matcher(field.getMetadata().getOrDefault(ColumnTypes.TRINO_TYPE, ""));
        return bounded.matches() ? Integer.parseInt(bounded.group(1)) : Integer.MAX_VALUE;
    }

    @Override
    void appendText(String value)
    {
        if (hasLoneSurrogate(value)) {
            throw ColumnValueException.notUnicode(field().getName());
        }
        if (value.length() > maxCodePoints && value.codePointCount(0, value.length()) > maxCodePoints) {
            throw outOfRange();
        }
        appendRaw(value.getBytes(UTF_8));
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof String text)) {
            throw wrongForm(value);
        }
        appendText(text);
    }

    /**
     * Java would encode it as a question mark.
     */
    private static boolean hasLoneSurrogate(String value)
    {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char character = value.charAt(i);
            if (Character.isSurrogate(character)) {
                if (Character.isLowSurrogate(character)
                        || i + 1 == length
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
