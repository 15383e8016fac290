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

import java.util.List;

/**
 * The rows of Hive's listings: three texts, each filled up with blanks.
 */
final class TextLayout
{
    private static final int WIDTH = 20;
    private static final String EMPTY = " ";

    private TextLayout() {}

    /**
     * The text with as many blanks behind it that it has twenty characters. A longer one stays as it is.
     */
    static String padded(String text)
    {
        int length = text.codePointCount(0, text.length());
        return length >= WIDTH ? text : text + " ".repeat(WIDTH - length);
    }

    static List<String> blank()
    {
        return List.of("", EMPTY, EMPTY);
    }

    static List<String> title(String title)
    {
        return List.of(title, EMPTY, EMPTY);
    }

    /**
     * The titles of the columns of a list of columns.
     */
    static List<String> header()
    {
        return List.of("# " + padded("col_name"), padded("data_type"), padded("comment"));
    }

    static List<String> column(String name, String type, String comment)
    {
        return List.of(padded(name), padded(type), oneLine(padded(comment)));
    }

    static List<String> property(String label, String value)
    {
        return List.of(padded(label), padded(oneLine(value)), EMPTY);
    }

    static List<String> parameter(String key, String value)
    {
        return List.of("", padded(key), padded(escaped(value)));
    }

    /**
     * A row is a line, and its values are separated by tabs.
     */
    static String oneLine(String text)
    {
        int tab = text.indexOf('\t');
        return (tab < 0 ? text : text.substring(0, tab)).replace('\n', ' ').replace('\r', ' ');
    }

    /**
     * Control characters and backslashes as Java writes them.
     */
    static String escaped(String text)
    {
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (character < ' ' || character == 0x7F) {
                        out.append("\\u%04X".formatted((int) character));
                    }
                    else {
                        out.append(character);
                    }
                }
            }
        }
        return out.toString();
    }
}
