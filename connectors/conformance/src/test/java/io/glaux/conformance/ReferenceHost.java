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
package io.glaux.conformance;

import io.glaux.conformance.data.KnownTable;
import io.glaux.host.HostServer;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceCatalog;
import io.glaux.host.configuration.CatalogConfiguration;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.HostMemory;
import io.glaux.host.configuration.Secret;
import io.glaux.host.configuration.TicketLifetimes;
import io.glaux.protocol.v1.TableName;
import io.glaux.reference.ReferenceSourceFactory;
import io.glaux.reference.data.ReferenceTables;
import io.glaux.reference.data.TableRows;
import io.glaux.reference.data.TableSizes;
import io.glaux.reference.data.TableVersion;
import io.glaux.reference.data.Tables;
import io.glaux.source.Source;
import io.glaux.source.SourceSettings;
import io.glaux.source.SourceTableName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The host that comes with Glaux, with the reference source, in this process.
 */
final class ReferenceHost
        implements TestedHost
{
    private static final String TOKEN = "token-of-at-least-thirty-two-characters";
    private static final String KEY = "key-of-tickets-of-thirty-two-characters";
    private static final String CATALOG = "reference";
    private static final Set<String> SCHEMAS = Set.of("default", "random");
    private static final SourceTableName LARGE = new SourceTableName("default", "counted");
    private static final TableName WRITABLE =
            TableName.newBuilder().setSchema("default").setTable("written").build();
    private static final TableSizes SIZES = new TableSizes(5_000_000, 1, 50_000_000, 1, 300, 17, 0.001);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration SHORT_LIFETIME = Duration.ofMillis(1500);

    private final UnaryOperator<Source> change;
    private final SourceSettings settings;
    private final List<KnownTable> tables;
    private final List<HostServer> others = new ArrayList<>();
    private HostServer server;

    private ReferenceHost(Map<String, String> more, UnaryOperator<Source> change)
    {
        this.change = change;
        Map<String, String> settings = new HashMap<>(Map.of(
                "counted.rows", "5000000",
                "split.rows", "5000000",
                "wide.rows", "1",
                "wide.bytes", "50000000",
                "random.tables", "1",
                "random.rows", "300",
                "random.seed", "17",
                "tpch.thousandths", "1",
                "tables", "default.written(id bigint key, name varchar, price decimal(9, 2), at timestamp(6))"));
        settings.putAll(more);
        this.settings = new SourceSettings(CATALOG, settings);
        this.tables = knownTables();
        this.server = start(LIFETIME);
    }

    /**
     * @param more settings of the source: what it takes, for instance
     */
    static ReferenceHost start(Map<String, String> more)
    {
        return start(more, source -> source);
    }

    /**
     * @param change of the source, to one that does not do what it says
     */
    static ReferenceHost start(Map<String, String> more, UnaryOperator<Source> change)
    {
        return new ReferenceHost(more, change);
    }

    private static List<KnownTable> knownTables()
    {
        Tables tables = ReferenceTables.of(SIZES, "");
        return tables.names().stream()
                .filter(name -> !name.equals(LARGE) && SCHEMAS.contains(name.schema()))
                .map(name -> known(tables.get(name)))
                .toList();
    }

    private static KnownTable known(TableVersion version)
    {
        TableRows rows = version.rows();
        List<List<Object>> all = new ArrayList<>();
        for (long position = 0; position < rows.count(); position++) {
            all.add(rows.row(position));
        }
        return new KnownTable(name(version.table().name()), version.table().schema(), all);
    }

    private static TableName name(SourceTableName name)
    {
        return TableName.newBuilder().setSchema(name.schema()).setTable(name.table()).build();
    }

    private HostServer start(Duration lifetime)
    {
        HostConfiguration configuration = new HostConfiguration(
                InetAddress.getLoopbackAddress(),
                0,
                Optional.empty(),
                Optional.of(new Secret(TOKEN)),
                Optional.of(new Secret(KEY)),
                new TicketLifetimes(lifetime, lifetime),
                new HostMemory(1L << 30, 256 << 20),
                16,
                Duration.ofSeconds(20),
                Optional.empty(),
                List.of(new CatalogConfiguration(CATALOG, settings)));
        Source source = change.apply(new ReferenceSourceFactory().create(settings));
        SourceCatalog catalog = new SourceCatalog(CATALOG, CATALOG, source);
        try {
            return HostServer.start(configuration, Catalogs.of(List.of(catalog)), Clock.systemUTC());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Endpoint endpoint()
    {
        return Endpoint.local(server.port(), TOKEN, CATALOG);
    }

    @Override
    public List<KnownTable> tables()
    {
        return tables;
    }

    @Override
    public Optional<TableName> largeTable()
    {
        return Optional.of(name(LARGE));
    }

    @Override
    public Optional<TableName> writableTable()
    {
        return Optional.of(WRITABLE);
    }

    @Override
    public boolean restart()
    {
        server.close();
        server = start(LIFETIME);
        return true;
    }

    @Override
    public Optional<Endpoint> withShortTickets()
    {
        HostServer other = start(SHORT_LIFETIME);
        others.add(other);
        return Optional.of(Endpoint.local(other.port(), TOKEN, CATALOG));
    }

    @Override
    public void close()
    {
        others.forEach(HostServer::close);
        server.close();
        assertThat(server.allocatedBytes()).as("buffers that are left").isZero();
    }
}
