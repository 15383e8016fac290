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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.metering.quota.TagText;
import io.glaux.engine.store.Store;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import static java.util.Objects.requireNonNull;

/**
 * What every query used and what it cost: one start when it is accepted, exactly one end when it is over. Writing joins
 * the transaction that is under way, so that a query's end and its bill are one commit. Entries form a chain of hashes,
 * so that {@link #verify} finds what another hand did to them.
 */
public final class UsageLedger
{
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Store store;
    private final UsageChain chain;
    private final BiFunction<String, String, Map<String, String>> tags;

    /**
     * Chains what an earlier version wrote without a chain.
     *
     * @param tags by workgroup and user, as they are now
     */
    public UsageLedger(Store store, BiFunction<String, String, Map<String, String>> tags)
    {
        this.store = requireNonNull(store, "store is null");
        this.tags = requireNonNull(tags, "tags is null");
        this.chain = new UsageChain(store);
        chain.begin();
    }

    /**
     * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException if the query has a start already
     */
    public void started(String queryId, String workgroup, String user, Instant at)
    {
        String tagText = TagText.write(tags.apply(workgroup, user));
        store.inOrder(transaction -> {
            UsageChain.Head place = chain.append(transaction, new LedgerEntry(
                    LedgerEntry.Kind.START,
                    queryId,
                    List.of(workgroup, user, String.valueOf(at.toEpochMilli()), tagText)));
            return transaction.createUpdate(
                            """
                            INSERT INTO usage_starts
                            (query_id, workgroup, user_name, started_at, tags, chain_sequence, chain_hash)
                            VALUES (:id, :workgroup, :user, :at, :tags, :sequence, :hash)
                            """)
                    .bind("id", queryId)
                    .bind("workgroup", workgroup)
                    .bind("user", user)
                    .bind("at", at.toEpochMilli())
                    .bind("tags", tagText)
                    .bind("sequence", place.sequence())
                    .bind("hash", place.hash())
                    .execute();
        });
    }

    /**
     * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException if the query has an end already, or no start
     */
    public void ended(UsageEnd end)
    {
        String scans = writeScans(end.scan());
        String units = unitsJson(end.units()).toString();
        store.inOrder(transaction -> {
            transaction.execute("DELETE FROM usage_progress WHERE query_id = ?", end.queryId());
            UsageChain.Head place = chain.append(transaction, new LedgerEntry(
                    LedgerEntry.Kind.END,
                    end.queryId(),
                    List.of(
                            String.valueOf(end.at().toEpochMilli()),
                            end.outcome(),
                            scans,
                            String.valueOf(end.scan().complete()),
                            String.valueOf(end.scan().scannedBytes()),
                            String.valueOf(end.billedBytes()),
                            String.valueOf(end.microUsd()),
                            end.price().write(),
                            units)));
            return transaction.createUpdate(
                            """
                            INSERT INTO usage_ends (query_id, ended_at, outcome, scans, complete, scanned_bytes,
                            billed_bytes, cost_micro_usd, price, units, chain_sequence, chain_hash)
                            VALUES (:id, :at, :outcome, :scans, :complete, :scanned,
                            :billed, :cost, :price, :units, :sequence, :hash)
                            """)
                    .bind("id", end.queryId())
                    .bind("at", end.at().toEpochMilli())
                    .bind("outcome", end.outcome())
                    .bind("scans", scans)
                    .bind("complete", end.scan().complete())
                    .bind("scanned", end.scan().scannedBytes())
                    .bind("billed", end.billedBytes())
                    .bind("cost", end.microUsd())
                    .bind("price", end.price().write())
                    .bind("units", units)
                    .bind("sequence", place.sequence())
                    .bind("hash", place.hash())
                    .execute();
        });
    }

    /**
     * Looks for entries that were changed, removed, inserted or moved by another hand than the ledger's.
     */
    public LedgerCheck verify()
    {
        return new LedgerVerifier(store, chain).verify();
    }

    /**
     * Writes down what queries under way have read so far, in place of what was written before. Those that have an end
     * already are left out.
     */
    public void progress(Map<String, ScanReport> scans)
    {
        store.inTransaction(transaction -> {
            PreparedBatch batch = transaction.prepareBatch(
                    """
                    INSERT INTO usage_progress (query_id, scans)
                    SELECT query_id, :scans FROM usage_starts WHERE query_id = :id
                    AND NOT EXISTS (SELECT 1 FROM usage_ends WHERE query_id = :id)
                    ON CONFLICT (query_id) DO UPDATE SET scans = excluded.scans
                    """);
            scans.forEach((id, scan) -> batch.bind("id", id).bind("scans", writeScans(scan)).add());
            return batch.execute();
        });
    }

    /**
     * What a query without an end had read when that was last written down, not complete; empty when it never was.
     */
    public Optional<ScanReport> progress(String queryId)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT scans FROM usage_progress WHERE query_id = :id")
                .bind("id", queryId)
                .map((row, _) -> readScans(row.getString("scans"), false))
                .findOne());
    }

    /**
     * The end of a query; empty while it is not over, and when it is unknown.
     */
    public Optional<UsageEnd> end(String queryId)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT query_id, ended_at, outcome, scans, complete, billed_bytes, units, price "
                        + "FROM usage_ends WHERE query_id = :id")
                .bind("id", queryId)
                .map((row, _) -> readEnd(row))
                .findOne());
    }

    private static UsageEnd readEnd(ResultSet row)
            throws SQLException
    {
        return new UsageEnd(
                row.getString("query_id"),
                Instant.ofEpochMilli(row.getLong("ended_at")),
                row.getString("outcome"),
                readScans(row.getString("scans"), row.getBoolean("complete")),
                row.getLong("billed_bytes"),
                readUnits(row.getString("units")),
                PriceBook.read(row.getString("price")));
    }

    private static String writeScans(ScanReport report)
    {
        ArrayNode scans = MAPPER.createArrayNode();
        List<ScanKey> keys = report.counts().keySet().stream()
                .sorted(Comparator.comparing(ScanKey::source).thenComparing(ScanKey::table)
                        .thenComparing(ScanKey::kind))
                .toList();
        for (ScanKey key : keys) {
            ScanCount count = report.counts().get(key);
            ObjectNode scan = scans.addObject()
                    .put("source", key.source())
                    .put("table", key.table())
                    .put("kind", key.kind().name())
                    .put("bytes", count.bytes())
                    .put("requests", count.requests());
            if (!count.units().isEmpty()) {
                scan.set("units", unitsJson(count.units()));
            }
        }
        return scans.toString();
    }

    /**
     * Amounts by the name of the unit, as decimal numbers.
     */
    private static ObjectNode unitsJson(Units units)
    {
        ObjectNode json = MAPPER.createObjectNode();
        units.amounts().forEach((name, amount) -> json.set(name, DecimalNode.valueOf(amount)));
        return json;
    }

    private static Units units(JsonNode json)
    {
        Units units = Units.NONE;
        for (Map.Entry<String, JsonNode> unit : json.properties()) {
            units = units.plus(Units.of(unit.getKey(), unit.getValue().decimalValue()));
        }
        return units;
    }

    static Units readUnits(String json)
    {
        try {
            return units(MAPPER.readTree(json));
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds a document that is not its own", e);
        }
    }

    static ScanReport readScans(String json, boolean complete)
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>();
        try {
            for (ObjectNode scan : MAPPER.readValue(json, ObjectNode[].class)) {
                counts.put(
                        new ScanKey(
                                scan.get("source").textValue(),
                                scan.get("table").textValue(),
                                ReadKind.valueOf(scan.get("kind").textValue())),
                        new ScanCount(
                                scan.get("bytes").longValue(),
                                scan.get("requests").longValue(),
                                units(scan.path("units"))));
            }
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds a document that is not its own", e);
        }
        return new ScanReport(counts, complete);
    }
}
