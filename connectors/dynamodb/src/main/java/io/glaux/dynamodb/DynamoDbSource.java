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
package io.glaux.dynamodb;

import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.read.DynamoDbReads;
import io.glaux.dynamodb.read.RateBudget;
import io.glaux.dynamodb.schema.TableSchemas;
import io.glaux.dynamodb.write.DynamoDbWrite;
import io.glaux.dynamodb.write.WriteRequests;
import io.glaux.source.Call;
import io.glaux.source.Feature;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RateShare;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.Source;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SourceWrite;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.TableStatistics;
import io.glaux.source.WriteTarget;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * A catalog of DynamoDB: tables, reads and writes, each of which is a class of its own.
 */
final class DynamoDbSource
        implements Source
{
    private static final Duration FAILURE_PATIENCE = Duration.ofSeconds(30);

    private final DynamoDbClients clients;
    private final DynamoDbCalls calls;
    private final TableSchemas tables;
    private final DynamoDbReads reads;
    private final RateBudget writeBudget = new RateBudget(CapacityUnits.WRITE, OptionalLong.empty());
    private final boolean isInsertIfAbsent;

    DynamoDbSource(DynamoDbSettings settings, DynamoDbClients clients)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.calls = new DynamoDbCalls(ReadSettings.DEFAULT_PATIENCE, FAILURE_PATIENCE);
        this.tables = TableSchemas.of(clients, settings, calls, this::budget);
        this.reads = new DynamoDbReads(clients.dynamoDb(), settings.reads(), tables);
        this.isInsertIfAbsent = settings.isInsertIfAbsent();
    }

    private RateBudget budget()
    {
        return reads.budget();
    }

    @Override
    public Set<Feature> features()
    {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public Set<String> units()
    {
        return Set.of(CapacityUnits.READ, CapacityUnits.WRITE);
    }

    @Override
    public List<String> schemas(Call call)
    {
        return tables.schemas();
    }

    @Override
    public void tables(Call call, Optional<String> schema, Consumer<SourceTableName> names)
    {
        tables.tables(schema).forEach(names);
    }

    @Override
    public void describe(Call call, TableSelection selection, Consumer<TableDescription> descriptions)
    {
        tables.describe(selection, descriptions);
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        return reads.plan(call, scan);
    }

    @Override
    public void splits(Call call, OpaqueBytes scan, SplitRequest request, Consumer<SourceSplit> splits)
    {
        reads.splits(call, scan, request, splits);
    }

    @Override
    public RowReader read(ReadContext context, OpaqueBytes split, Optional<OpaqueBytes> cursor)
    {
        return reads.read(context, split, cursor);
    }

    @Override
    public TableStatistics statistics(Call call, OpaqueBytes scan)
    {
        return reads.statistics(scan);
    }

    @Override
    public KeyLookup lookup(ReadContext context, OpaqueBytes scan, LookupRequest request)
    {
        return reads.lookup(context, scan, request);
    }

    @Override
    public SourceWrite write(Call call, WriteTarget target)
    {
        WriteRequests requests = new WriteRequests(clients.dynamoDb(), calls, writeBudget);
        return new DynamoDbWrite(requests, tables.find(target.table()), target, isInsertIfAbsent);
    }

    @Override
    public void limitRate(Optional<RateShare> unitsPerSecond)
    {
        reads.limitRate(unitsPerSecond);
        writeBudget.limit(unitsPerSecond);
    }

    @Override
    public void close()
    {
        clients.close();
    }
}
