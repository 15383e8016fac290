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
package io.glaux.engine.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A small XML document as it is written.
 */
final class XmlText
{
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    /**
     * @param tag a name, attributes may follow
     */
    void open(String tag)
    {
        text.append('<').append(tag).append('>');
    }

    void close(String name)
    {
        text.append("</").append(name).append('>');
    }

    void element(String name, String value)
    {
        open(name);
        value.codePoints().forEach(this::escape);
        close(name);
    }

    byte[] bytes()
    {
        return text.toString().getBytes(UTF_8);
    }

    private void escape(int character)
    {
        switch (character) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            case '"' -> text.append("&quot;");
            case '\t', '\n', '\r' -> text.append("&#").append(character).append(';');
            // what XML 1.0 cannot hold at all
            default -> text.appendCodePoint(character < ' ' || character == 0xFFFE || character == 0xFFFF ? '\ufffd'
                    : character);
        }
    }
}
