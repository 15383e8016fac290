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
package io.glaux.testing.storage;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

/**
 * The head of an HTTP/1.1 message, with the very bytes that were read.
 *
 * @param text everything up to and with the empty line, a character for each byte
 * @param lines the first line and the header lines
 */
record HttpHead(String text, List<String> lines)
{
    HttpHead
    {
        requireNonNull(text, "text is null");
        lines = List.copyOf(lines);
    }

    /**
     * @return empty if the stream ends before a message begins
     */
    static Optional<HttpHead> read(InputStream in)
            throws IOException
    {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        while (true) {
            int value = in.read();
            if (value < 0) {
                if (raw.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("A message ended in its head");
            }
            raw.write(value);
            if (value != '\n') {
                line.append((char) value);
                continue;
            }
            String content = line.toString().stripTrailing();
            line.setLength(0);
            if (content.isEmpty()) {
                return Optional.of(new HttpHead(raw.toString(ISO_8859_1), lines));
            }
            lines.add(content);
        }
    }

    byte[] raw()
    {
        return text.getBytes(ISO_8859_1);
    }

    String first()
    {
        return lines.getFirst();
    }

    Optional<String> header(String name)
    {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    boolean isChunked()
    {
        return header("Transfer-Encoding").map(value -> value.toLowerCase(Locale.ROOT).contains("chunked"))
                .orElse(false);
    }

    Optional<Long> contentLength()
    {
        return header("Content-Length").map(Long::parseLong);
    }

    boolean closes()
    {
        return header("Connection").map(value -> value.equalsIgnoreCase("close")).orElse(false) || first()
                .startsWith("HTTP/1.0");
    }

    /**
     * The status of a response.
     */
    int status()
    {
        return Integer.parseInt(first().split(" ")[1]);
    }

    String method()
    {
        return first().split(" ")[0];
    }

    String target()
    {
        return first().split(" ")[1];
    }
}
