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
package io.glaux.flight.metadata;

import com.google.protobuf.ByteString;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_FAILED;

/**
 * A source whose tables and answers a test decides, and that keeps what it was asked.
 */
public final class ScriptedSource
        implements FederatedSource
{
    private final Map<SourceTable, TableDescription> tables = new LinkedHashMap<>();
    private final Set<Feature> features = EnumSet.complementOf(EnumSet.of(Feature.UNRECOGNIZED));
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<ScanSpec> plans = new CopyOnWriteArrayList<>();
    private final List<List<Conjunct>> dynamicFilters = new CopyOnWriteArrayList<>();
    private Function<ScanSpec, PlanResponse> planner = _ -> PlanResponse.getDefaultInstance();
    private Function<String, SplitsResponse> splits = _ -> SplitsResponse.getDefaultInstance();
    private StatisticsResponse statistics = StatisticsResponse.getDefaultInstance();
    private Optional<String> failure = Optional.empty();

    public ScriptedSource table(String schema, String table, Field... fields)
    {
        return table(TableDescription.newBuilder()
                .setName(TableName.newBuilder().setSchema(schema).setTable(table))
                .setSchema(ArrowSchemas.write(new Schema(List.of(fields))))
                .build());
    }

    public ScriptedSource table(TableDescription description)
    {
        tables.put(SourceTable.of(description.getName()), description);
        return this;
    }

    public ScriptedSource broken(String schema, String table, String message)
    {
        return table(TableDescription.newBuilder()
                .setName(TableName.newBuilder().setSchema(schema).setTable(table))
                .setError(ErrorDetail.newBuilder()
                        .setCode("SOURCE_FAILED")
                        .setKind(ErrorKind.ERROR_KIND_SOURCE)
                        .setMessage(message))
                .build());
    }

    public ScriptedSource plans(Function<ScanSpec, PlanResponse> newPlanner)
    {
        planner = newPlanner;
        return this;
    }

    public ScriptedSource statistics(StatisticsResponse newStatistics)
    {
        statistics = newStatistics;
        return this;
    }

    public ScriptedSource without(Feature feature)
    {
        features.remove(feature);
        return this;
    }

    public void failWith(Optional<String> message)
    {
        failure = message;
    }

    public List<String> calls()
    {
        return calls;
    }

    public List<ScanSpec> plans()
    {
        return plans;
    }

    @Override
    public Set<Feature> features()
    {
        return features;
    }

    private void called(String call)
    {
        calls.add(call);
        failure.ifPresent(message -> {
            throw new TrinoException(GLAUX_SOURCE_FAILED, message);
        });
    }

    @Override
    public List<String> schemas(ConnectorSession session)
    {
        called("schemas");
        return tables.keySet().stream().map(SourceTable::schema).distinct().toList();
    }

    @Override
    public List<TableName> tables(ConnectorSession session, Optional<String> schema)
    {
        called("tables " + schema.orElse("*"));
        return tables.keySet().stream()
                .filter(table -> schema.map(table.schema()::equals).orElse(true))
                .map(SourceTable::toMessage)
                .toList();
    }

    @Override
    public List<TableDescription> describe(ConnectorSession session, List<TableName> names)
    {
        called("describe " + names.stream().map(SourceTable::of).toList());
        List<TableDescription> found = new ArrayList<>();
        names.forEach(name -> Optional.ofNullable(tables.get(SourceTable.of(name))).ifPresent(found::add));
        return found;
    }

    @Override
    public List<TableDescription> describe(ConnectorSession session, Optional<String> schema)
    {
        called("describe all of " + schema.orElse("*"));
        return tables.values().stream()
                .filter(table -> schema.map(table.getName().getSchema()::equals).orElse(true))
                .toList();
    }

    @Override
    public PlanResponse plan(ConnectorSession session, ScanSpec scan)
    {
        called("plan");
        plans.add(scan);
        return planner.apply(scan);
    }

    @Override
    public StatisticsResponse statistics(ConnectorSession session, ByteString scan)
    {
        called("statistics");
        return statistics;
    }

    public List<List<Conjunct>> dynamicFilters()
    {
        return dynamicFilters;
    }

    public ScriptedSource splits(Function<String, SplitsResponse> newSplits)
    {
        splits = newSplits;
        return this;
    }

    @Override
    public SplitAnswers splits(ConnectorSession session, ByteString scan, List<Conjunct> dynamicFilter)
    {
        called("splits");
        dynamicFilters.add(dynamicFilter);
        Iterator<SplitsResponse> answers = List.of(splits.apply(scan.toStringUtf8())).iterator();
        return new SplitAnswers()
        {
            @Override
            public boolean hasNext()
            {
                return answers.hasNext();
            }

            @Override
            public SplitsResponse next()
            {
                return answers.next();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public BeginWriteResponse beginWrite(
            ConnectorSession session,
            TableName table,
            List<String> columns,
            Set<WriteKind> kinds)
    {
        called("begin %s %s".formatted(kinds.stream().sorted().toList(), columns));
        return BeginWriteResponse.newBuilder()
                .setWrite(ByteString.copyFromUtf8("write " + calls.size()))
                .setOnFailure("Rows that were written stay")
                .build();
    }

    @Override
    public String endWrite(ConnectorSession session, FlightWriteHandle write, boolean commit)
    {
        called(commit ? "commit" : "abort");
        return "";
    }
}
