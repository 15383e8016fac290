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
package io.glaux.engine.ddl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

/**
 * Statements in text files, one on a line: a line break is {@code \\n}, a backslash {@code \\\\}, and what is not
 * printable ASCII four hexadecimal digits after a backslash and a u.
 */
final class FuzzCorpus
{
    private static final Path FOLDER = Path.of("src/test/resources/io/glaux/engine/ddl/fuzz");

    private FuzzCorpus() {}

    static List<String> read()
    {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> statements = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    statements.add(decode(line));
                }
            }
            return statements;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void append(Path file, String sql)
    {
        try {
            Files.writeString(file, encode(sql) + "\n", CREATE, APPEND);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encode(String sql)
    {
        StringBuilder line = new StringBuilder();
        for (int index = 0; index < sql.length(); index++) {
            char character = sql.charAt(index);
            switch (character) {
                case '\n' -> line.append("\\n");
                case '\\' -> line.append("\\\\");
                default -> line.append(character >= ' ' && character <= '~'
                        ? String.valueOf(character)
                        : "\\u%04x".formatted((int) character));
            }
        }
        return line.toString();
    }

    static String decode(String line)
    {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character != '\\') {
                sql.append(character);
            }
            else if (line.charAt(i + 1) == 'u') {
                sql.append((char) Integer.parseInt(line, i + 2, i + 6, 16));
                i += 5;
            }
            else {
                sql.append(line.charAt(i + 1) == 'n' ? '\n' : line.charAt(i + 1));
                i++;
            }
        }
        return sql.toString();
    }
}
