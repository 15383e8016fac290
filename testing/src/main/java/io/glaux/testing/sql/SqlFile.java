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
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A file of statements.
 *
 * @param name its path in the corpus, for instance {@code ctas/basic.sql}
 * @param buckets that it needs beside its own location
 * @param replacements texts of its statements, and what is sent in their place
 */
public record SqlFile(
        String name,
        List<String> lines,
        List<String> buckets,
        Map<String, String> replacements,
        List<SqlStatement> statements)
{
    public SqlFile
    {
        requireNonNull(name, "name is null");
        lines = List.copyOf(lines);
        buckets = List.copyOf(buckets);
        replacements = Map.copyOf(replacements);
        statements = List.copyOf(statements);
    }

    public static SqlFile read(Path folder, String name)
    {
        try {
            return SqlFileParser.parse(name, Files.readAllLines(folder.resolve(name)));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A name for what belongs to the file alone: its database and its folder in S3.
     */
    public String key()
    {
        return "sql_" + name.replaceFirst("\\.sql$", "").replaceAll("[^a-z0-9]+", "_");
    }

    public String place(SqlStatement statement)
    {
        return "%s:%d".formatted(name, statement.lines().first());
    }
}
