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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.util.Objects.requireNonNull;

/**
 * Runs the files that are asked for, a few at a time, and fills them in where that is asked for.
 */
public final class SqlResults
        implements AutoCloseable
{
    private static final int FILES_AT_A_TIME = 4;

    private final SqlCorpus corpus;
    private final SqlRunner runner;
    private final SqlFill fill;
    private final ExecutorService executor = Executors.newFixedThreadPool(FILES_AT_A_TIME);
    private final Map<String, CompletableFuture<Map<SqlStatement, Answer>>> answers = new ConcurrentHashMap<>();

    public SqlResults(SqlCorpus corpus, SqlRunner runner, SqlFill fill)
    {
        this.corpus = requireNonNull(corpus, "corpus is null");
        this.runner = requireNonNull(runner, "runner is null");
        this.fill = requireNonNull(fill, "fill is null");
    }

    public void start(SqlFile file)
    {
        answers.put(file.name(), CompletableFuture.supplyAsync(() -> run(file), executor));
    }

    /**
     * Waits for the file of a statement.
     *
     * @return what is not as the file says, with the place in the file; absent if all is
     */
    public Optional<String> failure(SqlFile file, SqlStatement statement)
    {
        List<String> differences = answers.get(file.name()).join().get(statement).differences(statement.expectation());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("%s%n%s%n%s".formatted(
                file.place(statement), statement.sql(), String.join("\n", differences)));
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }

    private Map<SqlStatement, Answer> run(SqlFile file)
    {
        Map<SqlStatement, Answer> answered = runner.run(file, corpus::needs);
        if (fill != SqlFill.NONE) {
            try {
                Files.write(corpus.folder().resolve(file.name()), fill.fill(file, answered));
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return answered;
    }
}
