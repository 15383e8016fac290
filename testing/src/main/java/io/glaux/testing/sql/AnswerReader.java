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

import io.glaux.testing.instance.AwsClients;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * Reads how a query ended: GetQueryExecution, GetQueryResults, and the result file in S3, which must agree.
 */
final class AnswerReader
{
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final AwsClients clients;
    private final String results;
    private final Placeholders placeholders;

    AnswerReader(AwsClients clients, String results, Placeholders placeholders)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.results = requireNonNull(results, "results is null");
        this.placeholders = requireNonNull(placeholders, "placeholders is null");
    }

    Answer read(QueryExecution execution)
    {
        String file = fileKind(execution);
        String kind = "%s %s %s".formatted(
                execution.statementTypeAsString(),
                execution.substatementType(),
                file);
        if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
            return answer(kind, Optional.empty(), Optional.empty(), failure(execution), List.of());
        }
        List<GetQueryResultsResponse> pages = clients.athena()
                .getQueryResultsPaginator(request -> request.queryExecutionId(execution.queryExecutionId()))
                .stream()
                .toList();
        List<ColumnInfo> columns = pages.getFirst().resultSet().resultSetMetadata().columnInfo();
        List<List<String>> rows = pages.stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .map(AnswerReader::values)
                .toList();
        Optional<Outcome> shownRows = Optional.of(rows)
                .filter(values -> !values.isEmpty())
                .map(values -> new Outcome(Outcome.Form.ROWS, "", values.stream().map(Lines::row).toList()));
        Optional<String> types =
                Optional.of(columns.stream().map(AnswerReader::type).collect(Collectors.joining(" | ")))
                        .filter(text -> !text.isEmpty());
        Optional<String> content = content(execution);
        Outcome outcome;
        if (file.equals("text") && !content.orElse("").isEmpty()) {
            outcome = new Outcome(Outcome.Form.TEXT, "", Lines.text(content.get()));
        }
        else {
            outcome = shownRows.orElseGet(() -> withoutRows(pages.getFirst().updateCount(), columns));
        }
        return answer(kind, types, shownRows, outcome, defects(file, rows, content));
    }

    private Answer answer(
            String kind,
            Optional<String> types,
            Optional<Outcome> rows,
            Outcome outcome,
            List<String> defects)
    {
        return new Answer(placeholders, Optional.of(kind), types, rows, outcome, defects);
    }

    private static Outcome withoutRows(Long count, List<ColumnInfo> columns)
    {
        // SHOW counts too, but shows rows
        return count == null || columns.isEmpty() || !columns.getFirst().name().equals("rows")
                ? new Outcome(Outcome.Form.OK, "", List.of())
                : new Outcome(Outcome.Form.COUNT, count.toString(), List.of());
    }

    private static Outcome failure(QueryExecution execution)
    {
        AthenaError error = execution.status().athenaError();
        String code = error == null
                ? execution.status().stateAsString()
                : "%d/%d".formatted(error.errorCategory(), error.errorType());
        return new Outcome(Outcome.Form.FAILED, code, Lines.message(execution.status().stateChangeReason()));
    }

    private String fileKind(QueryExecution execution)
    {
        String location = execution.resultConfiguration().outputLocation();
        String id = execution.queryExecutionId();
        if (location.equals(results + "tables/" + id)) {
            return "table";
        }
        if (!location.startsWith(results + id)) {
            return location;
        }
        return switch (location.substring((results + id).length())) {
            case ".csv" -> "csv";
            case ".txt" -> "text";
            case "" -> "plain";
            default -> location;
        };
    }

    private Optional<String> content(QueryExecution execution)
    {
        String[] parts = execution.resultConfiguration().outputLocation().substring("s3://".length()).split("/", 2);
        try {
            return Optional.of(clients.s3()
                    .getObjectAsBytes(request -> request.bucket(parts[0]).key(parts[1]))
                    .asUtf8String());
        }
        catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    /**
     * The result file must hold what GetQueryResults answers.
     */
    private static List<String> defects(String kind, List<List<String>> rows, Optional<String> content)
    {
        if (!kind.equals("csv") && !kind.equals("text")) {
            return List.of();
        }
        String expected = kind.equals("csv")
                ? rows.stream().map(AnswerReader::csv).collect(Collectors.joining())
                : rows.stream().map(row -> String.join("\t", row)).collect(Collectors.joining("\n"));
        String actual = content.orElse("");
        // a plan ends with a line feed, texts do not
        if (actual.equals(expected)
                || (kind.equals("text") && actual.stripTrailing().equals(expected.stripTrailing()))) {
            return List.of();
        }
        return List.of(
                "the result file is not what GetQueryResults answers:%n%s%nbut:%n%s".formatted(actual, expected));
    }

    private static String csv(List<String> row)
    {
        return row.stream()
                .map(value -> value == null ? "" : "\"%s\"".formatted(value.replace("\"", "\"\"")))
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static List<String> values(Row row)
    {
        List<String> values = new ArrayList<>();
        row.data().forEach(datum -> values.add(datum.varCharValue()));
        return values;
    }

    private static String type(ColumnInfo column)
    {
        return switch (column.type()) {
            case "decimal" -> "decimal(%d,%d)".formatted(column.precision(), column.scale());
            case "char" -> "char(%d)".formatted(column.precision());
            case "varchar" -> column.precision() == UNBOUNDED ? "varchar" : "varchar(%d)".formatted(column.precision());
            default -> column.type();
        };
    }
}
