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

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * Runs files through the Athena API of an instance, each in a database and a folder of its own.
 */
public final class SqlRunner
{
    private final AwsClients clients;
    private final AthenaQueries queries;
    private final String bucket;
    private final String results;

    /**
     * @param bucket in which files have their folders
     * @param results the location of results, with a slash at its end
     */
    public SqlRunner(AwsClients clients, String bucket, String results)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.queries = new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
        this.bucket = requireNonNull(bucket, "bucket is null");
        this.results = requireNonNull(results, "results is null");
    }

    /**
     * Runs the statements of a file that are needed, one after the other.
     */
    Map<SqlStatement, Answer> run(SqlFile file, Predicate<SqlStatement> needed)
    {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("location", "s3://%s/sql/%s/".formatted(bucket, file.key()));
        values.put("results", results);
        values.put("database", file.key());
        values.put("bucket", bucket);
        Placeholders placeholders = Placeholders.of(values);
        clients.glue().createDatabase(request -> request.databaseInput(database ->
                database.name(file.key()).locationUri(placeholders.replace("${location}"))));
        file.buckets().forEach(this::makeBucket);
        Map<SqlStatement, Answer> answers = new LinkedHashMap<>();
        for (SqlStatement statement : file.statements()) {
            if (needed.test(statement)) {
                answers.put(statement, run(file, statement, placeholders));
            }
        }
        return answers;
    }

    private Answer run(SqlFile file, SqlStatement statement, Placeholders placeholders)
    {
        for (SqlStatement.StoredObject object : statement.request().objects()) {
            put(replace(file, placeholders, object.key()), object.content(), placeholders);
        }
        String id;
        try {
            id = clients.athena().startQueryExecution(request(file, statement, placeholders)).queryExecutionId();
        }
        catch (AthenaException e) {
            return refused(e, placeholders);
        }
        QueryExecution execution = queries.await(id);
        Placeholders known = placeholders.with("id", id);
        return new AnswerReader(clients, results, known).read(execution);
    }

    private StartQueryExecutionRequest request(SqlFile file, SqlStatement statement, Placeholders placeholders)
    {
        QueryExecutionContext.Builder context = QueryExecutionContext.builder();
        statement.request().catalog().ifPresent(catalog -> context.catalog(placeholders.replace(catalog)));
        statement.request().database().ifPresent(database -> context.database(placeholders.replace(database)));
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(replace(file, placeholders, statement.sql()))
                .queryExecutionContext(context.build());
        if (!statement.request().parameters().isEmpty()) {
            request.executionParameters(statement.request().parameters());
        }
        return request.build();
    }

    private static String replace(SqlFile file, Placeholders placeholders, String text)
    {
        String replaced = text;
        for (Map.Entry<String, String> entry : file.replacements().entrySet()) {
            replaced = replaced.replace(entry.getKey(), entry.getValue());
        }
        return placeholders.replace(replaced);
    }

    private static Answer refused(AthenaException error, Placeholders placeholders)
    {
        String code = error instanceof InvalidRequestException invalid ? " " + invalid.athenaErrorCode() : "";
        Outcome outcome = new Outcome(
                Outcome.Form.REFUSED,
                error.awsErrorDetails().errorCode() + code,
                Lines.message(error.awsErrorDetails().errorMessage()));
        return new Answer(placeholders, Optional.empty(), Optional.empty(), Optional.empty(), outcome, List.of());
    }

    private void put(String key, String content, Placeholders placeholders)
    {
        String address = key.startsWith("s3://") ? key : placeholders.replace("${location}") + key;
        String[] parts = address.substring("s3://".length()).split("/", 2);
        clients.s3().putObject(
                request -> request.bucket(parts[0]).key(parts[1]),
                RequestBody.fromString(placeholders.replace(content)));
    }

    private void makeBucket(String name)
    {
        try {
            clients.s3().createBucket(request -> request.bucket(name));
        }
        catch (BucketAlreadyOwnedByYouException _) {
            // another file made it
        }
    }
}
