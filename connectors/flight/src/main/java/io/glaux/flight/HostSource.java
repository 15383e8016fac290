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
package io.glaux.flight;

import com.google.protobuf.ByteString;
import io.glaux.flight.client.Answers;
import io.glaux.flight.client.HostAddress;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostException;
import io.glaux.flight.metadata.CallContexts;
import io.glaux.flight.metadata.FederatedSource;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.flight.metadata.SplitAnswers;
import io.glaux.flight.metering.TableMeter;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.Units;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_REFUSED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * The source of a catalog, behind its hosts.
 */
final class HostSource
        implements FederatedSource, AutoCloseable
{
    private static final Duration FEATURES_KEPT = Duration.ofMinutes(1);

    private final String catalogName;
    private final String hostCatalog;
    private final HostClient client;
    private final Set<String> limitedUnits;
    private final CircuitBreaker breaker;

    private volatile Optional<KeptFeatures> kept = Optional.empty();

    HostSource(String catalogName, FlightConfig config, HostClient client)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.hostCatalog = config.hostCatalog();
        this.client = requireNonNull(client, "client is null");
        this.limitedUnits = new TreeSet<>(config.rates().keySet());
        this.breaker = new CircuitBreaker(catalogName, config.breaking(), this::isThere);
    }

    private record KeptFeatures(Set<Feature> features, long since) {}

    @Override
    public Set<Feature> features()
    {
        Optional<KeptFeatures> known = kept;
        if (known.isPresent() && System.nanoTime() - known.get().since() < FEATURES_KEPT.toNanos()) {
            return known.get().features();
        }
        HelloResponse hello = breaker.call(client::hello);
        CatalogInfo catalog = hello.getCatalogsList().stream()
                .filter(info -> info.getName().equals(hostCatalog))
                .findFirst()
                .orElseThrow(() -> notServed(hello));
        checkLimitedUnits(catalog);
        Set<Feature> features = Set.copyOf(catalog.getFeaturesList());
        kept = Optional.of(new KeptFeatures(features, System.nanoTime()));
        return features;
    }

    private TrinoException notServed(HelloResponse hello)
    {
        Set<String> names = new TreeSet<>();
        hello.getCatalogsList().forEach(info -> names.add(info.getName()));
        return new TrinoException(
                GLAUX_SOURCE_REFUSED,
                "Catalog %s: its host %s has no catalog '%s'. It has: %s. Set the property catalog.".formatted(
                        catalogName,
                        client.addresses().getFirst(),
                        hostCatalog,
                        names.isEmpty() ? "none" : String.join(", ", names)));
    }

    /**
     * A limit that the host cannot keep is worse than none: somebody relies on it.
     */
    private void checkLimitedUnits(CatalogInfo catalog)
    {
        if (limitedUnits.isEmpty()) {
            return;
        }
        if (!catalog.getFeaturesList().contains(Feature.FEATURE_RATE_LIMIT)) {
            throw new TrinoException(
                    GLAUX_SOURCE_REFUSED,
                    "Catalog %s: its host %s keeps to no rates. Take away %s.".formatted(
                            catalogName,
                            client.addresses().getFirst(),
                            properties(limitedUnits)));
        }
        Set<String> unknown = new TreeSet<>(limitedUnits);
        unknown.removeAll(catalog.getUnitsList());
        if (!unknown.isEmpty()) {
            throw new TrinoException(
                    GLAUX_SOURCE_REFUSED,
                    "Catalog %s counts no such unit: %s. It has %s.".formatted(
                            catalogName,
                            properties(unknown),
                            properties(new TreeSet<>(catalog.getUnitsList()))));
        }
    }

    private static String properties(Set<String> units)
    {
        return units.isEmpty()
                ? "no rates"
                : units.stream().map(unit -> FlightConfig.RATE + unit).collect(joining(", "));
    }

    /**
     * Nothing is asked of a source whose rate would not be kept.
     */
    private <T> T call(Supplier<T> call)
    {
        if (!limitedUnits.isEmpty()) {
            features();
        }
        return breaker.call(call);
    }

    private boolean isThere()
    {
        for (HostAddress address : client.addresses()) {
            try {
                client.health(address);
                return true;
            }
            catch (HostException e) {
                if (!e.getErrorCode().equals(GLAUX_HOST_UNAVAILABLE.toErrorCode())) {
                    // whatever it says, it is there
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public List<String> schemas(ConnectorSession session)
    {
        SchemasRequest request = SchemasRequest.newBuilder().setContext(context(session)).build();
        return call(() -> {
            List<String> schemas = new ArrayList<>();
            try (Answers<SchemasResponse> answers = client.schemas(request)) {
                answers.forEachRemaining(answer -> schemas.addAll(answer.getSchemasList()));
            }
            return schemas;
        });
    }

    @Override
    public List<TableName> tables(ConnectorSession session, Optional<String> schema)
    {
        TablesRequest.Builder request = TablesRequest.newBuilder().setContext(context(session));
        schema.ifPresent(request::setSchema);
        return call(() -> {
            List<TableName> tables = new ArrayList<>();
            try (Answers<TablesResponse> answers = client.tables(request.build())) {
                answers.forEachRemaining(answer -> tables.addAll(answer.getTablesList()));
            }
            return tables;
        });
    }

    @Override
    public List<TableDescription> describe(ConnectorSession session, List<TableName> tables)
    {
        if (tables.isEmpty()) {
            // no tables would mean all
            return List.of();
        }
        return describe(DescribeRequest.newBuilder().setContext(context(session)).addAllTables(tables).build());
    }

    @Override
    public List<TableDescription> describe(ConnectorSession session, Optional<String> schema)
    {
        DescribeRequest.Builder request = DescribeRequest.newBuilder().setContext(context(session));
        schema.ifPresent(request::setSchema);
        return describe(request.build());
    }

    private List<TableDescription> describe(DescribeRequest request)
    {
        return call(() -> {
            List<TableDescription> tables = new ArrayList<>();
            try (Answers<DescribeResponse> answers = client.describe(request)) {
                answers.forEachRemaining(answer -> tables.addAll(answer.getTablesList()));
            }
            return tables;
        });
    }

    @Override
    public PlanResponse plan(ConnectorSession session, ScanSpec scan)
    {
        PlanRequest request = PlanRequest.newBuilder().setContext(context(session)).setScan(scan).build();
        return call(() -> client.plan(request));
    }

    @Override
    public StatisticsResponse statistics(ConnectorSession session, ByteString scan)
    {
        StatisticsRequest request = StatisticsRequest.newBuilder().setContext(context(session)).setScan(scan).build();
        return call(() -> client.statistics(request));
    }

    @Override
    public SplitAnswers splits(ConnectorSession session, ByteString scan, List<Conjunct> dynamicFilter)
    {
        SplitsRequest request = SplitsRequest.newBuilder()
                .setContext(context(session))
                .setScan(scan)
                .addAllDynamicFilter(dynamicFilter)
                .build();
        breaker.throwIfBroken();
        // called only when its first answer is asked for
        return new HostSplits(client.splits(request));
    }

    @Override
    public BeginWriteResponse beginWrite(
            ConnectorSession session,
            TableName table,
            List<String> columns,
            Set<WriteKind> kinds)
    {
        BeginWriteRequest request = BeginWriteRequest.newBuilder()
                .setContext(context(session))
                .setTable(table)
                .addAllColumns(columns)
                .addAllKinds(new TreeSet<>(kinds))
                .build();
        return call(() -> client.beginWrite(request));
    }

    @Override
    public String endWrite(ConnectorSession session, FlightWriteHandle write, boolean commit)
    {
        EndWriteRequest request = EndWriteRequest.newBuilder()
                .setContext(context(session))
                .setWrite(write.write().bytes())
                .setCommit(commit)
                .build();
        if (!commit) {
            // the query may be over, and takes no more counts
            return client.endWrite(request).getLeftBehind();
        }
        // before the write is ended: what is refused then has not been committed
        try (ReadPermit permit = TableMeter.of(catalogName, write, session.getQueryId()).acquireWrite()) {
            EndWriteResponse response = client.endWrite(request);
            permit.served(0, new Units(UnitAmounts.read(response.getUnitsList())));
            return response.getLeftBehind();
        }
    }

    private CallContext context(ConnectorSession session)
    {
        return CallContexts.of(hostCatalog, session);
    }

    @Override
    public void close()
    {
        breaker.close();
    }

    private record HostSplits(Answers<SplitsResponse> answers)
            implements SplitAnswers
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
        public void close()
        {
            answers.close();
        }
    }
}
