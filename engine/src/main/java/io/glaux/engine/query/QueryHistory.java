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
package io.glaux.engine.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * The queries in the store.
 */
final class QueryHistory
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Store store;

    QueryHistory(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * @param ordinal the query's place in the history: greater than that of every query before
     */
    void insert(QueryExecution query, long ordinal)
    {
        QuerySubmission submission = query.submission();
        QueryOrigin origin = submission.origin();
        store.inTransaction(transaction -> transaction
                .createUpdate(
                        """
                        INSERT INTO queries (
                            id, ordinal, door, client_source, user_name, account, workgroup, request_token,
                            query, catalog_name,
                            database_name, parameters, statement_type, substatement_type, output_kind,
                            requested_location,
                            output_location, output_settings, state, submitted_at, scanned_bytes,
                            preprocessing_millis, queue_millis,
                            planning_millis, engine_millis, service_millis, input_rows,
                            input_bytes, output_rows, output_bytes, reuse_max_age, reuse_key, reused_query,
                            managed_result)
                        VALUES (
                            :id, :ordinal, :door, :source, :user, :account, :workgroup, :token, :query, :catalog,
                            :database, :parameters, :type, :substatement, :kind, :requested,
                            :location, :settings, :state, :submitted, 0, :preprocessing, 0, 0, 0, 0, 0, 0, 0, 0,
                            :maxAge, :reuseKey, :reused, :managed)
                        """)
                .bind("id", query.id())
                .bind("ordinal", ordinal)
                .bind("door", origin.door().name())
                .bind("source", origin.source().orElse(null))
                .bind("user", origin.principal().user())
                .bind("account", origin.principal().account())
                .bind("workgroup", submission.workgroup())
                .bind("token", origin.requestToken().orElse(null))
                .bind("query", storable(submission.sql()))
                .bind("catalog", submission.context().catalog().orElse(null))
                .bind("database", submission.context().database().orElse(null))
                .bind("parameters", writeParameters(submission.context().parameters()))
                .bind("type", submission.kind().type().name())
                .bind("substatement", submission.kind().substatement())
                .bind("kind", submission.kind().output().name())
                .bind("requested", submission.output().flatMap(QueryOutput::requestedLocation).orElse(null))
                .bind("location", query.outputFile().orElse(null))
                .bind("settings", submission.output().map(QueryOutput::settings).orElse(null))
                .bind("state", query.state().name())
                .bind("submitted", query.times().submitted().toEpochMilli())
                .bind("preprocessing", submission.preprocessing().toMillis())
                .bind("maxAge", submission.reuse().map(ResultReuse::maxAgeMinutes).orElse(null))
                .bind("reuseKey", submission.reuse().flatMap(ResultReuse::key).orElse(null))
                .bind("reused", query.reusedQuery().orElse(null))
                .bind("managed", submission.output().map(QueryOutput::managed).orElse(false))
                .execute());
    }

    void running(String id)
    {
        store.inTransaction(transaction -> transaction
                .createUpdate("UPDATE queries SET state = 'RUNNING' WHERE id = :id AND state = 'QUEUED'")
                .bind("id", id)
                .execute());
    }

    /**
     * Writes how a query ended.
     *
     * @return false when it had ended already, and nothing was written
     */
    boolean end(String id, QueryStatus status, QueryTimes times, QueryVolume volume)
    {
        int rows = store.inTransaction(transaction -> transaction
                .createUpdate(
                        """
                        UPDATE queries SET
                            state = :state, failure_type = :failureType, failure_name = :failureName,
                            failure_message = :failureMessage,
                            completed_at = :completed, scanned_bytes = :scanned, queue_millis = :queue,
                            planning_millis = :planning,
                            engine_millis = :engine, service_millis = :service,
                            input_rows = :inputRows, input_bytes = :inputBytes,
                            output_rows = :outputRows, output_bytes = :outputBytes, stages = :stages,
                            update_type = :updateType, update_count = :updateCount,
                            warnings = :warnings, data_manifest = :dataManifest
                        WHERE id = :id AND state IN ('QUEUED', 'RUNNING')
                        """)
                .bind("id", id)
                .bind("state", status.state().name())
                .bind("failureType", status.failure().map(failure -> failure.type().name()).orElse(null))
                .bind("failureName", status.failure().map(StatementFailure::name).orElse(null))
                .bind("failureMessage", status.failure().map(StatementFailure::message).map(QueryHistory::storable)
                        .orElse(null))
                .bind("completed", times.completed().map(Instant::toEpochMilli).orElse(null))
                .bind("scanned", volume.scannedBytes())
                .bind("queue", times.queued().toMillis())
                .bind("planning", times.planning().toMillis())
                .bind("engine", times.engine().toMillis())
                .bind("service", times.service().toMillis())
                .bind("inputRows", volume.inputRows())
                .bind("inputBytes", volume.inputBytes())
                .bind("outputRows", volume.outputRows())
                .bind("outputBytes", volume.outputBytes())
                .bind("stages", volume.stages().orElse(null))
                .bind("updateType", status.outcome().updateType().orElse(null))
                .bind("updateCount", boxed(status.outcome().updateCount()))
                .bind("warnings", storable(String.join("\n", status.outcome().warnings())))
                .bind("dataManifest", status.outcome().dataManifest().orElse(null))
                .execute());
        return rows == 1;
    }

    Optional<QueryExecution> find(String id)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM queries WHERE id = :id AND NOT hidden")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne());
    }

    Optional<QueryExecution> findByToken(Handle transaction, String account, String token)
    {
        return transaction.createQuery("SELECT * FROM queries WHERE account = :account AND request_token = :token")
                .bind("account", account)
                .bind("token", token)
                .map((row, _) -> read(row))
                .findOne();
    }

    /**
     * The newest query of a key whose own result is not older than that.
     */
    Optional<QueryExecution> findReusable(String key, Instant oldest)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        """
                        SELECT * FROM queries
                        WHERE reuse_key = :key AND state = 'SUCCEEDED' AND reused_query IS NULL
                            AND completed_at >= :oldest AND NOT hidden
                        ORDER BY ordinal DESC LIMIT 1
                        """)
                .bind("key", key)
                .bind("oldest", oldest.toEpochMilli())
                .map((row, _) -> read(row))
                .findOne());
    }

    List<QueryExecution> findAll(List<String> ids)
    {
        if (ids.isEmpty()) {
            return List.of();
        }
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM queries WHERE id IN (<ids>) AND NOT hidden")
                .bindList("ids", ids)
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * Queries that have not ended, oldest first.
     */
    List<QueryExecution> unfinished()
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM queries WHERE state IN ('QUEUED', 'RUNNING') ORDER BY ordinal")
                .map((row, _) -> read(row))
                .list());
    }

    /**
     * The place of the newest query; 0 when there is none.
     */
    long lastOrdinal()
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT COALESCE(MAX(ordinal), 0) FROM queries")
                .mapTo(Long.class)
                .one());
    }

    QueryPage list(String workgroup, int size, OptionalLong before)
    {
        List<Entry> entries = store.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(
                    """
                    SELECT id, ordinal FROM queries WHERE workgroup = :workgroup AND ordinal < :before AND NOT hidden
                    ORDER BY ordinal DESC LIMIT :limit
                    """);
            return query
                    .bind("workgroup", workgroup)
                    .bind("before", before.orElse(Long.MAX_VALUE))
                    .bind("limit", size + 1)
                    .map((row, _) -> new Entry(row.getString("id"), row.getLong("ordinal")))
                    .list();
        });
        if (entries.size() <= size) {
            return new QueryPage(entries.stream().map(Entry::id).toList(), Optional.empty());
        }
        List<Entry> page = entries.subList(0, size);
        return new QueryPage(page.stream().map(Entry::id)
                .toList(), Optional.of(HistoryToken.write(page.getLast().ordinal())));
    }

    private record Entry(String id, long ordinal) {}

    private static QueryExecution read(ResultSet row)
            throws SQLException
    {
        return new QueryExecution(
                row.getString("id"),
                readSubmission(row),
                Optional.ofNullable(row.getString("output_location")),
                Optional.ofNullable(row.getString("reused_query")),
                readStatus(row),
                readTimes(row),
                new QueryVolume(
                        row.getLong("scanned_bytes"),
                        row.getLong("input_rows"),
                        row.getLong("input_bytes"),
                        row.getLong("output_rows"),
                        row.getLong("output_bytes"),
                        Optional.ofNullable(row.getString("stages"))));
    }

    private static QuerySubmission readSubmission(ResultSet row)
            throws SQLException
    {
        QueryOrigin origin = new QueryOrigin(
                new Principal(row.getString("user_name"), row.getString("account")),
                QueryOrigin.Door.valueOf(row.getString("door")),
                Optional.ofNullable(row.getString("client_source")),
                Optional.ofNullable(row.getString("request_token")));
        StatementKind kind = new StatementKind(
                StatementKind.Type.valueOf(row.getString("statement_type")),
                row.getString("substatement_type"),
                StatementKind.Output.valueOf(row.getString("output_kind")));
        QueryContext context = new QueryContext(
                Optional.ofNullable(row.getString("catalog_name")),
                Optional.ofNullable(row.getString("database_name")),
                readParameters(row.getString("parameters")));
        String file = row.getString("output_location");
        Optional<QueryOutput> output = Optional.empty();
        if (file != null) {
            output = Optional.of(new QueryOutput(
                    Optional.ofNullable(row.getString("requested_location")),
                    file,
                    row.getString("output_settings"),
                    row.getBoolean("managed_result")));
        }
        return new QuerySubmission(
                origin,
                row.getString("query"),
                kind,
                context,
                row.getString("workgroup"),
                output,
                readReuse(row),
                // for a query that is to run, which is not read from the store
                OptionalLong.empty(),
                Duration.ofMillis(row.getLong("preprocessing_millis")));
    }

    private static Optional<ResultReuse> readReuse(ResultSet row)
            throws SQLException
    {
        int maxAge = row.getInt("reuse_max_age");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new ResultReuse(maxAge, Optional.ofNullable(row.getString("reuse_key"))));
    }

    private static QueryStatus readStatus(ResultSet row)
            throws SQLException
    {
        QueryState state = QueryState.valueOf(row.getString("state"));
        String failure = row.getString("failure_name");
        long updateCount = row.getLong("update_count");
        OptionalLong count = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(updateCount);
        Optional<StatementFailure> reason = Optional.empty();
        if (failure != null) {
            reason = Optional.of(new StatementFailure(
                    ErrorType.valueOf(row.getString("failure_type")),
                    failure,
                    row.getString("failure_message"),
                    state == QueryState.CANCELLED));
        }
        return new QueryStatus(
                state,
                reason,
                new StatementOutcome(
                        Optional.ofNullable(row.getString("update_type")),
                        count,
                        row.getString("warnings").lines().toList(),
                        Optional.ofNullable(row.getString("data_manifest"))),
                state == QueryState.SUCCEEDED);
    }

    private static Long boxed(OptionalLong value)
    {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static QueryTimes readTimes(ResultSet row)
            throws SQLException
    {
        long completed = row.getLong("completed_at");
        Optional<Instant> completedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(completed));
        return new QueryTimes(
                Instant.ofEpochMilli(row.getLong("submitted_at")),
                completedAt,
                Duration.ofMillis(row.getLong("preprocessing_millis")),
                Duration.ofMillis(row.getLong("queue_millis")),
                Duration.ofMillis(row.getLong("planning_millis")),
                Duration.ofMillis(row.getLong("engine_millis")),
                Duration.ofMillis(row.getLong("service_millis")));
    }

    /**
     * PostgreSQL has no text with a NUL in it. Messages of failures quote the data, and Trino's own clients may send
     * one in a statement.
     */
    private static String storable(String text)
    {
        return text.replace('\0', '\uFFFD');
    }

    private static String writeParameters(List<String> parameters)
    {
        try {
            return MAPPER.writeValueAsString(parameters);
        }
        catch (JsonProcessingException e) {
            throw new GlauxException(ErrorCode.INTERNAL_ERROR, "Parameters of a query do not become JSON", e);
        }
    }

    private static List<String> readParameters(String json)
    {
        try {
            return List.of(MAPPER.readValue(json, String[].class));
        }
        catch (JsonProcessingException e) {
            throw new GlauxException(ErrorCode.INTERNAL_ERROR, "The history holds a document that is not its own", e);
        }
    }
}
