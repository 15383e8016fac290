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
package io.glaux.reference.scan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as bytes that say themselves what they are.
 */
final class ValueFormat
{
    private ValueFormat() {}

    static void write(DataOutputStream out, Object value)
            throws IOException
    {
        switch (value) {
            case null -> out.writeByte('0');
            case Boolean one -> tagged(out, 'b').writeBoolean(one);
            case Long one -> tagged(out, 'l').writeLong(one);
            case Double one -> tagged(out, 'd').writeDouble(one);
            case BigDecimal one -> writeDecimal(tagged(out, 'n'), one);
            case String one -> writeText(tagged(out, 't'), one);
            case byte[] one -> writeBytes(tagged(out, 'x'), one);
            case LocalDate one -> tagged(out, 'D').writeLong(one.toEpochDay());
            case LocalTime one -> tagged(out, 'T').writeLong(one.toNanoOfDay());
            case LocalDateTime one -> writeTimestamp(tagged(out, 'S'), one);
            case ZonedDateTime one -> writeInstant(tagged(out, 'Z'), one);
            case List<?> one -> writeList(tagged(out, 'L'), one);
            case Map<?, ?> one -> writeMap(tagged(out, 'M'), one);
            default -> throw new IllegalArgumentException("No value is a " + value.getClass().getName());
        }
    }

    static Object read(DataInputStream in)
            throws IOException
    {
        byte tag = in.readByte();
        return switch (tag) {
            case '0' -> null;
            case 'b' -> in.readBoolean();
            case 'l' -> in.readLong();
            case 'd' -> in.readDouble();
            case 'n' -> readDecimal(in);
            case 't' -> readText(in);
            case 'x' -> readBytes(in);
            case 'D' -> LocalDate.ofEpochDay(in.readLong());
            case 'T' -> LocalTime.ofNanoOfDay(in.readLong());
            case 'S' -> readTimestamp(in);
            case 'Z' -> readInstant(in);
            case 'L' -> readList(in);
            case 'M' -> readMap(in);
            default -> throw new IOException("Nothing begins with " + tag);
        };
    }

    static void writeText(DataOutputStream out, String text)
            throws IOException
    {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(DataInputStream in)
            throws IOException
    {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeBytes(DataOutputStream out, byte[] bytes)
            throws IOException
    {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in)
            throws IOException
    {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("It ends within a value");
        }
        return bytes;
    }

    private static DataOutputStream tagged(DataOutputStream out, char tag)
            throws IOException
    {
        out.writeByte(tag);
        return out;
    }

    private static void writeDecimal(DataOutputStream out, BigDecimal value)
            throws IOException
    {
        writeBytes(out, value.unscaledValue().toByteArray());
        out.writeInt(value.scale());
    }

    private static BigDecimal readDecimal(DataInputStream in)
            throws IOException
    {
        BigInteger unscaled = new BigInteger(readBytes(in));
        return new BigDecimal(unscaled, in.readInt());
    }

    private static void writeTimestamp(DataOutputStream out, LocalDateTime value)
            throws IOException
    {
        out.writeLong(value.toLocalDate().toEpochDay());
        out.writeLong(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readTimestamp(DataInputStream in)
            throws IOException
    {
        LocalDate date = LocalDate.ofEpochDay(in.readLong());
        return LocalDateTime.of(date, LocalTime.ofNanoOfDay(in.readLong()));
    }

    private static void writeInstant(DataOutputStream out, ZonedDateTime value)
            throws IOException
    {
        writeTimestamp(out, value.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
        writeText(out, value.getZone().getId());
    }

    private static ZonedDateTime readInstant(DataInputStream in)
            throws IOException
    {
        LocalDateTime wall = readTimestamp(in);
        return wall.atZone(ZoneOffset.UTC).withZoneSameInstant(ZoneId.of(readText(in)));
    }

    private static void writeList(DataOutputStream out, List<?> values)
            throws IOException
    {
        out.writeInt(values.size());
        for (Object value : values) {
            write(out, value);
        }
    }

    private static List<Object> readList(DataInputStream in)
            throws IOException
    {
        List<Object> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(read(in));
        }
        return Collections.unmodifiableList(values);
    }

    private static void writeMap(DataOutputStream out, Map<?, ?> values)
            throws IOException
    {
        out.writeInt(values.size());
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            write(out, entry.getKey());
            write(out, entry.getValue());
        }
    }

    private static Map<Object, Object> readMap(DataInputStream in)
            throws IOException
    {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Object key = read(in);
            values.put(key, read(in));
        }
        return values;
    }
}
