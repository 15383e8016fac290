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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * The folder of files, and which of them are asked for.
 *
 * @param selection {@code FILE}, {@code FILE:LINE} or the beginning of the names of files
 */
public record SqlCorpus(Path folder, Optional<String> selection)
{
    public SqlCorpus
    {
        requireNonNull(folder, "folder is null");
        requireNonNull(selection, "selection is null");
    }

    /**
     * Names of the files asked for, in order.
     *
     * @throws IllegalArgumentException if none is
     */
    public List<String> names()
    {
        String beginning = selection.map(text -> text.replaceFirst(":[0-9]+$", "")).orElse("");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> names = files.filter(path -> path.toString().endsWith(".sql"))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith(beginning))
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("No file of %s begins with '%s'".formatted(folder, beginning));
            }
            return names;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SqlFile read(String name)
    {
        return SqlFile.read(folder, name);
    }

    /**
     * Whether the answer to a statement is asked for. Those before it in its file run too, as it may need them.
     */
    public boolean asksFor(SqlStatement statement)
    {
        OptionalInt line = line();
        return line.isEmpty() || statement.lines().has(line.getAsInt());
    }

    /**
     * Whether a statement has to run, for its own or for one that comes after it.
     */
    public boolean needs(SqlStatement statement)
    {
        OptionalInt line = line();
        return line.isEmpty() || statement.lines().first() <= line.getAsInt();
    }

    private OptionalInt line()
    {
        String text = selection.orElse("");
        return text.matches(".*:[0-9]+")
                ? OptionalInt.of(Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)))
                : OptionalInt.empty();
    }
}
