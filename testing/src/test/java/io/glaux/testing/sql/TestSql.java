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

import io.glaux.testing.Checkout;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.fail;

/**
 * Every statement of the corpus ends as its file says. {@code -Dglaux.sql=FILE:LINE} chooses, {@code -Dglaux.sql.fill}
 * writes what was answered into the files; so do the variables {@code GLAUX_SQL} and {@code GLAUX_SQL_FILL}.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestSql
{
    static final String FOLDER = "src/test/resources/io/glaux/testing/sql";

    private SqlResults results;

    @TestFactory
    List<DynamicContainer> statements(SharedGlaux glaux)
    {
        SqlCorpus corpus = new SqlCorpus(Checkout.testing(FOLDER), setting("glaux.sql", "GLAUX_SQL"));
        SqlFill fill = SqlFill.of(setting("glaux.sql.fill", "GLAUX_SQL_FILL"));
        String location = "s3://%s/results/".formatted(SharedGlaux.BUCKET);
        results = new SqlResults(corpus, new SqlRunner(glaux.clients(), SharedGlaux.BUCKET, location), fill);
        List<SqlFile> files = corpus.names().stream().map(corpus::read).toList();
        files.forEach(results::start);
        return files.stream()
                .map(file -> DynamicContainer.dynamicContainer(file.name(), file.statements().stream()
                        .filter(corpus::asksFor)
                        .map(statement ->
                                DynamicTest.dynamicTest(file.place(statement), () -> check(file, statement)))))
                .toList();
    }

    @AfterAll
    void stop()
    {
        if (results != null) {
            results.close();
        }
    }

    private void check(SqlFile file, SqlStatement statement)
    {
        Optional<String> failure = results.failure(file, statement);
        if (statement.open().isPresent()) {
            if (failure.isEmpty()) {
                fail("%s ends as expected, but is said to be open: %s".formatted(
                        file.place(statement), statement.open().get()));
            }
            Assumptions.abort("%s is open: %s".formatted(file.place(statement), statement.open().get()));
        }
        failure.ifPresent(message -> fail(message));
    }

    private static Optional<String> setting(String property, String variable)
    {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(text -> !text.isEmpty());
    }
}
