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
import com.google.common.collect.Range;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.LedgerCheck;
import io.glaux.engine.metering.UsageAccess;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageHistory;
import io.glaux.engine.metering.UsageHistory.Grouping;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.UsageScope;
import io.glaux.engine.metering.UsageTotal;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.Units;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What the ledger has of queries that have ended: of one, totals of many, and whether it is whole.
 */
public final class UsageOperations
{
    private static final Map<String, Grouping> GROUPINGS = Map.of(
            "workgroup", Grouping.WORKGROUP,
            "user", Grouping.USER,
            "day", Grouping.DAY);
    private static final String TABLE = "table";
    private static final String TAG = "tag:";

    private final UsageLedger ledger;
    private final UsageHistory history;
    private final UsageAccess access;

    public UsageOperations(UsageLedger ledger, UsageHistory history, UsageAccess access)
    {
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.history = requireNonNull(history, "history is null");
        this.access = requireNonNull(access, "access is null");
    }

    ObjectNode get(Principal caller, AdminInput input)
    {
        String id = input.text("QueryExecutionId");
        UsageScope scope = access.scope(caller.user());
        UsageEnd end = ledger.end(id).filter(_ -> history.isVisible(scope, id)).orElseThrow(() -> new GlauxException(
                ErrorCode.NOT_FOUND,
                "The ledger has no end of a query %s: it still runs, or there was none".formatted(id)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode()
                .put("QueryExecutionId", id)
                .put("ScannedBytes", end.scan().scannedBytes())
                .put("BilledBytes", end.billedBytes())
                .put("CostMicroUsd", end.microUsd());
        answer.set("BilledUnits", units(end.units()));
        addSources(end.scan().counts(), answer.putArray("Sources"));
        addTables(end.scan().counts(), answer.putArray("Tables"));
        return answer;
    }

    ObjectNode verify(Principal caller, AdminInput input)
    {
        requireNonNull(input, "input is null");
        if (!access.scope(caller.user()).everything()) {
            throw new GlauxException(ErrorCode.ACCESS_DENIED, "Only admins may verify the ledger");
        }
        LedgerCheck check = ledger.verify();
        ObjectNode answer = JsonNodeFactory.instance.objectNode()
                .put("Entries", check.entries())
                .put("LastHash", check.lastHash());
        check.fault().ifPresent(fault -> {
            ObjectNode found = answer.putObject("Fault").put("Message", fault.message());
            fault.sequence().ifPresent(sequence -> found.put("Sequence", sequence));
            fault.queryId().ifPresent(query -> found.put("QueryExecutionId", query));
        });
        return answer;
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        String by = input.optionalText("By").orElse("workgroup");
        Range<Long> ended = input.optionalText("Since").map(UsageOperations::since).orElse(Range.all());
        Optional<String> workgroup = input.optionalText("WorkGroup");
        UsageScope scope = access.scope(caller.user());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode usage = answer.putArray("Usage");
        if (by.equals(TABLE)) {
            history.tables(scope, ended, workgroup).forEach(table -> usage.addObject()
                    .put("Source", table.source())
                    .put("Table", table.table())
                    .put("Queries", table.queries())
                    .put("ScannedBytes", table.scans().bytes())
                    .put("Requests", table.requests())
                    .set("Units", units(table.scans().units())));
            return answer;
        }
        if (by.startsWith(TAG) && by.length() > TAG.length()) {
            addTotals(history.totals(scope, ended, workgroup, by.substring(TAG.length())), usage);
            return answer;
        }
        Grouping grouping = GROUPINGS.get(by);
        if (grouping == null) {
            throw AdminService.invalid("By is workgroup, user, table, day or tag:KEY, not '%s'".formatted(by));
        }
        addTotals(history.totals(scope, ended, workgroup, List.of(grouping)), usage);
        return answer;
    }

    private static void addTotals(List<UsageTotal> totals, ArrayNode usage)
    {
        totals.forEach(total -> usage.addObject()
                .put("Key", total.keys().getFirst())
                .put("Queries", total.queries())
                .put("ScannedBytes", total.scannedBytes())
                .put("BilledBytes", total.billedBytes())
                .put("CostMicroUsd", total.microUsd()));
    }

    /**
     * Amounts by the name of the unit, as decimal numbers in strings.
     */
    private static ObjectNode units(Units units)
    {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        units.amounts().forEach((name, amount) -> members.put(name, amount.toPlainString()));
        return members;
    }

    private static Range<Long> since(String text)
    {
        try {
            Instant from = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return Range.atLeast(from.toEpochMilli());
        }
        catch (DateTimeException | ArithmeticException _) {
            throw AdminService.invalid(
                    "Since is a day in UTC, as 2026-11-01, or a time, as 2026-11-01T08:00:00Z, not '%s'"
                            .formatted(text));
        }
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
                .put("MetadataRequests", metadata.get(source).requests())
                .set("Units", units(scan.units())));
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
                    .put("Requests", count.requests())
                    .set("Units", units(count.units()));
        }
    }
}
