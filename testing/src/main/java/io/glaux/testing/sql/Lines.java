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
package io.glaux.testing.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How values stand in the lines of a file.
 */
final class Lines
{
    static final String CONTENT = "--   ";
    static final String EMPTY_CONTENT = "--";

    private Lines() {}

    static boolean isContent(String line)
    {
        return line.startsWith(CONTENT) || line.equals(EMPTY_CONTENT);
    }

    static String content(String line)
    {
        return line.equals(EMPTY_CONTENT) ? "" : line.substring(CONTENT.length());
    }

    static List<String> block(String head, List<String> lines)
    {
        List<String> block = new ArrayList<>();
        block.add(head);
        for (String line : lines) {
            block.add(line.isEmpty() ? EMPTY_CONTENT : CONTENT + line);
        }
        return block;
    }

    /**
     * A row as a line: {@code 1 | x | \N}.
     */
    static String row(List<String> values)
    {
        return String.join(" | ", values.stream().map(Lines::value).toList());
    }

    /**
     * The same row with as many blanks around its values as {@link #row} has.
     */
    static String normalRow(String line)
    {
        return String.join(" | ", Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }

    static String value(String value)
    {
        if (value == null) {
            return "\\N";
        }
        if (value.isEmpty()) {
            return "\\e";
        }
        return escape(value.replace("\\", "\\\\").replace("|", "\\p")).replace("\n", "\\n");
    }

    /**
     * The lines of a text. Only what would be invisible is escaped.
     */
    static List<String> text(String text)
    {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.replace("\\", "\\\\").split("\n", -1)).map(Lines::escape).toList();
    }

    /**
     * The lines of a message of an error, in which nothing is escaped but tabs and blanks at the end.
     */
    static List<String> message(String message)
    {
        return Arrays.stream(message.split("\n", -1)).map(Lines::escape).toList();
    }

    /**
     * What a file of a table holds whose lines are escaped: backslash with t, n, r, s, or u and four digits.
     */
    static String unescape(String line)
    {
        StringBuilder text = new StringBuilder();
        int position = 0;
        while (position < line.length()) {
            char character = line.charAt(position);
            if (character != '\\' || position + 1 == line.length()) {
                text.append(character);
                position++;
                continue;
            }
            char kind = line.charAt(position + 1);
            position += 2;
            switch (kind) {
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 's' -> text.append(' ');
                case '\\' -> text.append('\\');
                case 'u' -> {
                    text.append((char) Integer.parseInt(line.substring(position, position + 4), 16));
                    position += 4;
                }
                default -> throw new IllegalArgumentException("Unknown escape \\%s in: %s".formatted(kind, line));
            }
        }
        return text.toString();
    }

    private static String escape(String value)
    {
        String text = value.replace("\t", "\\t").replace("\r", "\\r");
        if (text.startsWith(" ")) {
            text = "\\s" + text.substring(1);
        }
        if (text.endsWith(" ")) {
            text = text.substring(0, text.length() - 1) + "\\s";
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) && point != '\n') {
                visible.append("\\u%04x".formatted(point));
            }
            else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }
}
