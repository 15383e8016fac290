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
package io.glaux.engine.metering;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Range;
import io.glaux.engine.metering.quota.TagText;
import io.glaux.engine.store.Store;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Reads the ledger for people: queries page by page, and totals of those that are over.
 */
public final class UsageHistory
{
    private static final int PAGE = 500;
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final String FROM_ALL =
            " FROM usage_starts s LEFT JOIN usage_ends e ON e.query_id = s.query_id ";
    private static final String FROM_ENDED = " FROM usage_ends e JOIN usage_starts s ON s.query_id = e.query_id ";

    private final Store store;

    public UsageHistory(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    public enum Grouping
    {
        WORKGROUP("s.workgroup"),
        USER("s.user_name"),
        /**
         * The day in UTC on which a query ended, for instance {@code 2026-11-27}.
         */
        DAY("e.ended_at / " + MILLIS_PER_DAY),
        /**
         * All tags, as {@link TagText} has them.
         */
        TAGS("COALESCE(s.tags, '{}')");

        private final String expression;

        Grouping(String expression)
        {
            this.expression = expression;
        }

        private String key(String value)
        {
            return this == DAY ? LocalDate.ofEpochDay(Long.parseLong(value)).toString() : value;
        }
    }

    /**
     * Whether somebody sees a query of the ledger; false when there is none.
     */
    public boolean isVisible(UsageScope scope, String queryId)
    {
        return store.jdbi().withHandle(handle -> bindScope(
                handle.createQuery("SELECT 1 FROM usage_starts s WHERE s.query_id = :id AND " + visible(scope)), scope)
                .bind("id", queryId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /**
     * The queries in the order of their starts, one page after the other, each as it is asked for.
     */
    public Iterator<List<UsageRecord>> pages(UsageFilter filter)
    {
        return new AbstractIterator<>()
        {
            private long at = Long.MIN_VALUE;
            private String id = "";

            @Override
            protected List<UsageRecord> computeNext()
            {
                List<UsageRecord> page = store.jdbi().withHandle(handle -> page(handle, filter, at, id));
                if (page.isEmpty()) {
                    return endOfData();
                }
                at = page.getLast().startedAt().toEpochMilli();
                id = page.getLast().queryId();
                return page;
            }
        };
    }

    /**
     * Totals of the queries that have ended in a time, by what they have in common.
     *
     * @param workgroup only queries of this one
     */
    public List<UsageTotal> totals(
            UsageScope scope,
            Range<Long> ended,
            Optional<String> workgroup,
            List<Grouping> groupings)
    {
        String keys = String.join(", ", groupings.stream().map(grouping -> grouping.expression).toList());
        String sql = "SELECT COUNT(*), SUM(e.scanned_bytes), SUM(e.billed_bytes), SUM(e.cost_micro_usd), " + keys
                + FROM_ENDED
                + "WHERE e.ended_at BETWEEN :from AND :to AND " + visible(scope)
                + (workgroup.isPresent() ? " AND s.workgroup = :only" : "")
                + " GROUP BY " + keys + " ORDER BY " + keys;
        return store.jdbi().withHandle(handle -> {
            Query query = bindScope(handle.createQuery(sql), scope)
                    .bind("from", UsageFilter.first(ended))
                    .bind("to", UsageFilter.last(ended));
            workgroup.ifPresent(name -> query.bind("only", name));
            return query.map((row, _) -> total(row, groupings)).list();
        });
    }

    /**
     * Totals of the queries that have ended in a time, by the value of a tag as it was when they started; the key of
     * those without it is empty. The tags of most queries are the same, so that the store adds up first.
     *
     * @param workgroup only queries of this one
     */
    public List<UsageTotal> totals(UsageScope scope, Range<Long> ended, Optional<String> workgroup, String tagKey)
    {
        Map<String, UsageTotal> totals = new TreeMap<>();
        for (UsageTotal total : totals(scope, ended, workgroup, List.of(Grouping.TAGS))) {
            String value = TagText.read(total.keys().getFirst()).getOrDefault(tagKey, "");
            totals.merge(value, total.withKeys(List.of(value)), UsageTotal::plus);
        }
        return List.copyOf(totals.values());
    }

    /**
     * What was read of each table by the queries that have ended in a time.
     *
     * @param workgroup only by queries of this one
     */
    public List<TableUsage> tables(UsageScope scope, Range<Long> ended, Optional<String> workgroup)
    {
        Map<String, TableUsage> tables = new TreeMap<>();
        pages(new UsageFilter(scope, Range.all(), Optional.of(ended))).forEachRemaining(page -> page.stream()
                .filter(query -> workgroup.isEmpty() || workgroup.get().equals(query.workgroup()))
                .forEach(query -> {
                    Map<String, TableUsage> read = new TreeMap<>();
                    query.end().orElseThrow().scan().counts().forEach((key, count) -> read.merge(
                            key.source() + "\0" + key.table(), tableUsage(key, count), UsageHistory::sameQuery));
                    read.forEach((name, usage) -> tables.merge(name, usage, TableUsage::plus));
                }));
        return new ArrayList<>(tables.values());
    }

    private static TableUsage tableUsage(ScanKey key, ScanCount count)
    {
        return new TableUsage(
                key.source(),
                key.table(),
                1,
                key.kind().isScan() ? count : ScanCount.ZERO,
                count.requests());
    }

    /**
     * A query that read data and metadata of a table is one.
     */
    private static TableUsage sameQuery(TableUsage left, TableUsage right)
    {
        TableUsage sum = left.plus(right);
        return new TableUsage(sum.source(), sum.table(), 1, sum.scans(), sum.requests());
    }

    private static UsageTotal total(ResultSet row, List<Grouping> groupings)
            throws SQLException
    {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < groupings.size(); i++) {
            keys.add(groupings.get(i).key(row.getString(5 + i)));
        }
        return new UsageTotal(keys, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }

    private static List<UsageRecord> page(Handle handle, UsageFilter filter, long at, String id)
    {
        String sql =
                """
                SELECT s.query_id, s.workgroup, s.user_name, s.started_at, COALESCE(s.tags, '{}') AS tags,
                    e.ended_at, e.outcome, e.scans, e.complete, e.billed_bytes, e.units, e.cost_micro_usd,
                    q.statement_type, q.substatement_type, q.query
                """ + FROM_ALL +
                        """
                        LEFT JOIN queries q ON q.id = s.query_id
                        WHERE s.started_at >= :at AND (s.started_at > :at OR s.query_id > :id)
                        AND s.started_at BETWEEN :from AND :to AND
                        """ + visible(filter.scope())
                        + (filter.ended().isPresent() ? " AND e.ended_at BETWEEN :endFrom AND :endTo" : "")
                        + " ORDER BY s.started_at, s.query_id LIMIT :limit";
        Query query = bindScope(handle.createQuery(sql), filter.scope())
                .bind("at", at)
                .bind("id", id)
                .bind("from", UsageFilter.first(filter.started()))
                .bind("to", UsageFilter.last(filter.started()))
                .bind("limit", PAGE);
        filter.ended().ifPresent(range -> query
                .bind("endFrom", UsageFilter.first(range))
                .bind("endTo", UsageFilter.last(range)));
        return query.map((row, _) -> read(row, filter.scope())).list();
    }

    private static UsageRecord read(ResultSet row, UsageScope scope)
            throws SQLException
    {
        String user = row.getString("user_name");
        boolean maySeeText = scope.everything() || user.equals(scope.user());
        Optional<UsageRecord.End> end = Optional.empty();
        if (row.getString("outcome") != null) {
            end = Optional.of(new UsageRecord.End(
                    Instant.ofEpochMilli(row.getLong("ended_at")),
                    row.getString("outcome"),
                    UsageLedger.readScans(row.getString("scans"), row.getBoolean("complete")),
                    new Bill(row.getLong("billed_bytes"), UsageLedger.readUnits(row.getString("units"))),
                    row.getLong("cost_micro_usd")));
        }
        return new UsageRecord(
                row.getString("query_id"),
                row.getString("workgroup"),
                user,
                Instant.ofEpochMilli(row.getLong("started_at")),
                TagText.read(row.getString("tags")),
                Optional.ofNullable(row.getString("statement_type")),
                Optional.ofNullable(row.getString("substatement_type")),
                maySeeText ? Optional.ofNullable(row.getString("query")) : Optional.empty(),
                end);
    }

    private static String visible(UsageScope scope)
    {
        if (scope.everything()) {
            return "1 = 1";
        }
        return scope.workgroups().isEmpty()
                ? "s.user_name = :user"
                : "(s.user_name = :user OR s.workgroup IN (<workgroups>))";
    }

    private static Query bindScope(Query query, UsageScope scope)
    {
        if (!scope.everything()) {
            query.bind("user", scope.user());
            if (!scope.workgroups().isEmpty()) {
                query.bindList("workgroups", List.copyOf(scope.workgroups()));
            }
        }
        return query;
    }
}
