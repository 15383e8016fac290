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
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What was answered to a statement.
 *
 * @param kind as in {@link SqlStatement.Expectation}, absent if the statement was refused
 * @param types of the columns, absent without columns
 * @param rows of GetQueryResults, as an outcome
 * @param outcome the one that a file has where nothing else is asked for
 * @param defects what is wrong with it whatever was expected: results and result file that differ
 */
record Answer(
        Placeholders placeholders,
        Optional<String> kind,
        Optional<String> types,
        Optional<Outcome> rows,
        Outcome outcome,
        List<String> defects)
{
    Answer
    {
        requireNonNull(placeholders, "placeholders is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(types, "types is null");
        requireNonNull(rows, "rows is null");
        requireNonNull(outcome, "outcome is null");
        defects = List.copyOf(defects);
    }

    /**
     * What is not as expected, one sentence each; empty if all is.
     */
    List<String> differences(SqlStatement.Expectation expected)
    {
        List<String> differences = new ArrayList<>(defects);
        expected.kind().filter(wanted -> kind.isPresent() && !wanted.equals(kind.get()))
                .ifPresent(wanted -> differences.add("kind: expected %s, got %s".formatted(wanted, kind.get())));
        expected.types().filter(wanted -> !wanted.equals(types.orElse("none")))
                .ifPresent(wanted ->
                        differences.add("types: expected %s, got %s".formatted(wanted, types.orElse("none"))));
        if (expected.outcome().isEmpty()) {
            differences.add("the file does not say what is expected; got:%n%s".formatted(shown(outcome)));
        }
        else if (!meets(expected.outcome().get())) {
            differences.add("expected:%n%s%ngot:%n%s".formatted(
                    shown(expected.outcome().get()), shown(comparable(expected.outcome().get()))));
        }
        return differences;
    }

    /**
     * The same answer with the names of files in place of what only this run has.
     */
    Outcome general()
    {
        return new Outcome(
                outcome.form(),
                placeholders.insert(outcome.detail()),
                outcome.lines().stream().map(placeholders::insert).toList());
    }

    private boolean meets(Outcome expected)
    {
        Outcome actual = comparable(expected);
        if (!expected.form().isPart() && expected.form().isAnyOrder()
                && expected.lines().size() != actual.lines().size()) {
            return false;
        }
        if (!expected.detail().isEmpty() && !placeholders.matches(expected.detail(), actual.detail())) {
            return false;
        }
        if (expected.form().isAnyOrder()) {
            return sameForm(expected, actual) && hasEach(expected.lines(), new ArrayList<>(actual.lines()));
        }
        return sameForm(expected, actual)
                && placeholders.matches(String.join("\n", expected.lines()), String.join("\n", actual.lines()));
    }

    private Outcome comparable(Outcome expected)
    {
        return expected.form().isRows() ? rows.orElse(outcome) : outcome;
    }

    private static boolean sameForm(Outcome expected, Outcome actual)
    {
        return switch (expected.form()) {
            case ROWS, ROWS_UNORDERED, ROWS_INCLUDE -> actual.form() == Outcome.Form.ROWS;
            case TEXT, TEXT_INCLUDES -> actual.form() == Outcome.Form.TEXT;
            default -> expected.form() == actual.form();
        };
    }

    private boolean hasEach(List<String> expected, List<String> left)
    {
        for (String line : expected) {
            Optional<String> found = left.stream().filter(candidate -> placeholders.matches(line, candidate)).findAny();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        return true;
    }

    private static String shown(Outcome outcome)
    {
        return String.join("\n", outcome.render());
    }
}
