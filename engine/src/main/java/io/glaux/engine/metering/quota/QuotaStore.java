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
package io.glaux.engine.metering.quota;

import io.glaux.engine.store.Store;
import org.jdbi.v3.core.statement.SqlStatement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * The quotas in the store, and what its ledger says was used of them.
 */
public final class QuotaStore
        implements QuotaRecords
{
    private static final String KEY =
            """
            workgroup = :workgroup AND user_name = :user AND tag_key = :tagKey AND tag_value = :tagValue
            AND measure = :measure AND period = :period
            """;

    private final Store store;

    public QuotaStore(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    @Override
    public List<Quota> list()
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT * FROM quotas ORDER BY workgroup, user_name, tag_key, tag_value, measure, period")
                .map((row, _) -> read(row))
                .list());
    }

    @Override
    public void set(Quota quota)
    {
        store.inTransaction(transaction -> bindKey(
                transaction.createUpdate(
                        """
                        INSERT INTO quotas
                        (workgroup, user_name, tag_key, tag_value, measure, period, limit_amount, action, warn_percent)
                        VALUES (:workgroup, :user, :tagKey, :tagValue, :measure, :period, :limit, :action, :warn)
                        ON CONFLICT (workgroup, user_name, tag_key, tag_value, measure, period)
                        DO UPDATE SET limit_amount = excluded.limit_amount, action = excluded.action,
                            warn_percent = excluded.warn_percent, warned_at = NULL
                        """),
                quota)
                .bind("limit", quota.limit())
                .bind("action", quota.action().name())
                .bind("warn", quota.warnPercent().isPresent() ? (Integer) quota.warnPercent().getAsInt() : null)
                .execute());
    }

    @Override
    public boolean remove(Quota quota)
    {
        return store.inTransaction(transaction ->
                bindKey(transaction.createUpdate("DELETE FROM quotas WHERE " + KEY), quota).execute()) > 0;
    }

    @Override
    public List<PastUse> uses(Optional<String> workgroup, QuotaMeasure measure, Instant since)
    {
        String amount = switch (measure) {
            case BYTES -> "ends.scanned_bytes";
            case MICRO_USD -> "ends.cost_micro_usd";
            case QUERIES -> "1";
        };
        String time = measure == QuotaMeasure.QUERIES ? "starts.started_at" : "ends.ended_at";
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        """
                        SELECT starts.workgroup AS workgroup, starts.user_name AS user_name, starts.tags AS tags,
                            %s AS used_at, %s AS amount
                        FROM usage_starts starts JOIN usage_ends ends ON ends.query_id = starts.query_id
                        WHERE (:workgroup = '' OR starts.workgroup = :workgroup) AND %s >= :since
                            AND NOT EXISTS (
                                SELECT 1 FROM queries
                                WHERE queries.id = starts.query_id AND queries.reused_query IS NOT NULL)
                        ORDER BY used_at
                        """.formatted(time, amount, time))
                .bind("workgroup", workgroup.orElse(""))
                .bind("since", since.toEpochMilli())
                .map((row, _) -> new PastUse(
                        row.getString("workgroup"),
                        row.getString("user_name"),
                        Optional.ofNullable(row.getString("tags")).map(TagText::read),
                        Instant.ofEpochMilli(row.getLong("used_at")),
                        row.getLong("amount")))
                .list());
    }

    @Override
    public Optional<Instant> warned(Quota quota)
    {
        return store.jdbi().withHandle(handle -> bindKey(
                handle.createQuery("SELECT warned_at FROM quotas WHERE warned_at IS NOT NULL AND " + KEY), quota)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    @Override
    public void warned(Quota quota, Instant time)
    {
        store.inTransaction(transaction -> bindKey(
                transaction.createUpdate("UPDATE quotas SET warned_at = :time WHERE " + KEY), quota)
                .bind("time", time.toEpochMilli())
                .execute());
    }

    @Override
    public Instant lastTime()
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT max(ended_at) AS last FROM usage_ends")
                .map((row, _) -> Instant.ofEpochMilli(row.getLong("last")))
                .one());
    }

    private static <T extends SqlStatement<T>> T bindKey(T statement, Quota quota)
    {
        return statement
                .bind("workgroup", quota.scope().workgroup().orElse(""))
                .bind("user", quota.scope().user().orElse(""))
                .bind("tagKey", quota.scope().tag().map(Map.Entry::getKey).orElse(""))
                .bind("tagValue", quota.scope().tag().map(Map.Entry::getValue).orElse(""))
                .bind("measure", quota.measure().name())
                .bind("period", quota.period().text());
    }

    private static Quota read(ResultSet row)
            throws SQLException
    {
        int warnPercent = row.getInt("warn_percent");
        boolean warns = !row.wasNull();
        String workgroup = row.getString("workgroup");
        String user = row.getString("user_name");
        String tagKey = row.getString("tag_key");
        return new Quota(
                new QuotaScope(
                        workgroup.isEmpty() ? Optional.empty() : Optional.of(workgroup),
                        user.isEmpty() ? Optional.empty() : Optional.of(user),
                        tagKey.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Map.entry(tagKey, row.getString("tag_value")))),
                QuotaMeasure.valueOf(row.getString("measure")),
                QuotaPeriod.ofText(row.getString("period")),
                row.getLong("limit_amount"),
                QuotaAction.valueOf(row.getString("action")),
                warns ? OptionalInt.of(warnPercent) : OptionalInt.empty());
    }
}
