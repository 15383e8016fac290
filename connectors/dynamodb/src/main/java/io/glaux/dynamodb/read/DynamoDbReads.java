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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.plan.ScanModel;
import io.glaux.dynamodb.plan.ScanPlanner;
import io.glaux.dynamodb.plan.SplitModel;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RateShare;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableStatistics;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * All reading of one catalog. Thread-safe. The client has to leave retries to its caller.
 */
public final class DynamoDbReads
{
    private static final int MILLIONTHS = 6;

    private final TableFinder tables;
    private final ReadSettings settings;
    private final ScanPlanner planner;
    private final PartiQlPlanner statements;
    private final ReadRequests requests;
    private final RateBudget budget;

    public DynamoDbReads(DynamoDbAsyncClient client, ReadSettings settings, TableFinder tables)
    {
        this.tables = requireNonNull(tables, "tables is null");
        this.settings = requireNonNull(settings, "settings is null");
        this.budget = new RateBudget(CapacityUnits.READ, settings.readUnitsPerSecond());
        this.requests = new ReadRequests(client, budget, settings.patience());
        this.planner = new ScanPlanner(settings);
        this.statements = new PartiQlPlanner(requests, tables, settings.isConsistent());
    }

    public ScanPlan plan(Call call, ScanRequest scan)
    {
        return switch (scan.from()) {
            case ScanTarget.Table(SourceTableName name) -> planner.plan(tables.find(name), scan);
            case ScanTarget.Query(String text) -> statements.plan(call, text);
        };
    }

    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        requireNonNull(call, "call is null");
        switch (ScanModel.decode(scan)) {
            case ScanModel.TableScan table -> {
                TableSchema schema = tables.find(table.table());
                planner.splits(schema, table, request, () -> tables.takeSampled(schema), splits);
            }
            case ScanModel.Statement statement -> splits.accept(statements.split(statement, request));
        }
    }

    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        SplitModel model = SplitModel.decode(split);
        if (cursor.isEmpty()) {
            countSample(context, model.sampleMillionths());
        }
        return switch (model) {
            case SplitModel.TableSplit part -> ItemReaders.open(requests, context, part, cursor);
            case SplitModel.Statement statement -> new PartiQlReader(requests, context, statement, cursor);
        };
    }

    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        ScanModel model = ScanModel.decode(scan);
        KeyLookup lookup = ItemLookup.open(requests, context, tables, settings, model, request);
        if (model instanceof ScanModel.TableScan table) {
            countSample(context, tables.takeSampled(tables.find(table.table())));
        }
        return lookup;
    }

    private static void countSample(ReadContext context, long millionths)
    {
        if (millionths > 0) {
            context.consumed(0, 0, Units.of(CapacityUnits.READ, BigDecimal.valueOf(millionths, MILLIONTHS)));
        }
    }

    /**
     * What is known without reading: how many rows there are, and that columns of the key are never null.
     */
    public TableStatistics statistics(OpaqueBytes scan)
    {
        return switch (ScanModel.decode(scan)) {
            case ScanModel.TableScan table -> planner.statistics(tables.find(table.table()), table);
            case ScanModel.Statement _ -> TableStatistics.UNKNOWN;
        };
    }

    public void limitRate(Optional<RateShare> share)
    {
        budget.limit(share);
    }

    /**
     * What reads have to stay within, for those that read beside scans, as inference does.
     */
    public RateBudget budget()
    {
        return budget;
    }
}
