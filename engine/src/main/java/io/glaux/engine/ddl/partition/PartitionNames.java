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
package io.glaux.engine.ddl.partition;

import io.glaux.engine.catalog.projection.HiveEscape;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.glaux.engine.catalog.predicate.PartitionPredicate.NULL_VALUE;
import static java.nio.charset.CodingErrorAction.REPORT;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Names of partitions, {@code year=2020/month=1}, as folders and as texts. Hive escapes in them what file systems may
 * take amiss.
 */
final class PartitionNames
{
    private PartitionNames() {}

    /**
     * @param keys names of the partition keys
     * @param values one for each key, or for the first of them
     */
    static String name(List<String> keys, List<String> values)
    {
        StringBuilder name = new StringBuilder();
        for (int index = 0; index < values.size(); index++) {
            if (index > 0) {
                name.append('/');
            }
            name.append(HiveEscape.of(keys.get(index)))
                    .append('=')
                    .append(HiveEscape.of(values.get(index).isEmpty() ? NULL_VALUE : values.get(index)));
        }
        return name.toString();
    }

    /**
     * The value that a folder has for a key.
     *
     * @param folder without slashes
     * @return empty when the folder is not one of this key
     */
    static Optional<String> value(String key, String folder)
    {
        int equals = folder.indexOf('=');
        if (equals < 0 || !unescape(folder.substring(0, equals)).equals(key)) {
            return Optional.empty();
        }
        return Optional.of(unescape(folder.substring(equals + 1)));
    }

    /**
     * Hive writes one character for {@code %XX}; others write the bytes of UTF-8, which are taken as such when they
     * are.
     */
    private static String unescape(String text)
    {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        List<Byte> run = new ArrayList<>();
        int index = 0;
        while (index < text.length()) {
            int code = code(text, index);
            if (code >= 0) {
                run.add((byte) code);
                index += 3;
            }
            else {
                append(run, out);
                out.append(text.charAt(index));
                index++;
            }
        }
        append(run, out);
        return out.toString();
    }

    private static int code(String text, int index)
    {
        if (text.charAt(index) != '%' || index + 3 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index + 1), 16);
        int low = Character.digit(text.charAt(index + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void append(List<Byte> run, StringBuilder out)
    {
        if (run.isEmpty()) {
            return;
        }
        byte[] bytes = new byte[run.size()];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = run.get(index);
        }
        run.clear();
        try {
            out.append(UTF_8.newDecoder().onMalformedInput(REPORT).onUnmappableCharacter(REPORT)
                    .decode(ByteBuffer.wrap(bytes)));
        }
        catch (CharacterCodingException _) {
            for (byte next : bytes) {
                out.append((char) (next & 0xFF));
            }
        }
    }
}
