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
package io.glaux.engine.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;

import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What the ledger has of a query that has ended.
 */
public final class UsageOperations
{
    private final UsageLedger ledger;

    public UsageOperations(UsageLedger ledger)
    {
        this.ledger = requireNonNull(ledger, "ledger is null");
    }

    ObjectNode get(Principal caller, AdminInput input)
    {
        String id = input.text("QueryExecutionId");
        UsageEnd end = ledger.end(id).orElseThrow(() -> new GlauxException(
                ErrorCode.NOT_FOUND,
                "The ledger has no end of a query %s: it still runs, or there was none".formatted(id)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode()
                .put("QueryExecutionId", id)
                .put("ScannedBytes", end.scan().scannedBytes())
                .put("BilledBytes", end.billedBytes())
                .put("CostMicroUsd", end.microUsd());
        addSources(end.scan().counts(), answer.putArray("Sources"));
        addTables(end.scan().counts(), answer.putArray("Tables"));
        return answer;
    }

    /**
     * By source, what was scanned, and the table metadata that was read beside it and is not billed.
     */
    private static void addSources(Map<ScanKey, ScanCount> counts, ArrayNode sources)
    {
        Map<String, ScanCount> scans = new TreeMap<>();
        Map<String, ScanCount> metadata = new TreeMap<>();
        counts.forEach((key, count) -> {
            scans.merge(key.source(), key.kind().isScan() ? count : ScanCount.ZERO, ScanCount::plus);
            metadata.merge(key.source(), key.kind().isScan() ? ScanCount.ZERO : count, ScanCount::plus);
        });
        scans.forEach((source, scan) -> sources.addObject()
                .put("Source", source)
                .put("ScannedBytes", scan.bytes())
                .put("Requests", scan.requests())
                .put("MetadataBytes", metadata.get(source).bytes())
                .put("MetadataRequests", metadata.get(source).requests()));
    }

    private static void addTables(Map<ScanKey, ScanCount> counts, ArrayNode tables)
    {
        Map<String, ScanKey> sorted = new TreeMap<>();
        counts.keySet().forEach(key -> sorted.put(key.source() + "\0" + key.table() + "\0" + key.kind(), key));
        for (ScanKey key : sorted.values()) {
            ScanCount count = counts.get(key);
            tables.addObject()
                    .put("Source", key.source())
                    .put("Table", key.table())
                    .put("Kind", key.kind().name())
                    .put("Bytes", count.bytes())
                    .put("Requests", count.requests());
        }
    }
}
