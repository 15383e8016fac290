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
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.flight.metadata.Opaque;
import io.glaux.flight.metadata.SourceTable;
import io.glaux.flight.reference.TestingMeters;
import io.glaux.flight.testing.TestingHost;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.protocol.v1.CatalogInfo;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.UnitAmount;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestHostSource
{
    private static final FlightWriteHandle WRITE = new FlightWriteHandle(
            new SourceTable("Schema", "Table"),
            new Opaque(ByteString.copyFromUtf8("write")),
            Set.of(WriteKind.WRITE_KIND_INSERT),
            List.of(),
            "");
    private static final FlightConfig CONFIG = FlightConfig.of("catalog", Map.of("addresses", "grpc://localhost:1"));

    private final ConnectorSession session = TestingSessions.session();

    @BeforeEach
    void installMeter()
    {
        TestingMeters.install();
    }

    @Test
    void testUnitsOfTheEndOfAWrite()
    {
        try (TestingHost host = host();
                HostClient client = new HostClient(TestingHost.options(host));
                HostSource source = new HostSource("catalog", CONFIG, client)) {
            assertThat(source.endWrite(session, WRITE, true)).isEqualTo("two rows");
            assertThat(TestingMeters.millionths(new ScanKey("catalog", "schema.table", ReadKind.DATA)))
                    .isEqualTo(Map.of("write-unit", 7L));
        }
    }

    /**
     * What fails must not have been committed, and what is given up is ended whatever the query may still take.
     */
    @Test
    void testNothingIsCommittedByAQueryThatMayTakeNoMore()
    {
        TestingMeters.refuse(session.getQueryId());
        try (TestingHost host = host();
                HostClient client = new HostClient(TestingHost.options(host));
                HostSource source = new HostSource("catalog", CONFIG, client)) {
            assertThatThrownBy(() -> source.endWrite(session, WRITE, true))
                    .isInstanceOfSatisfying(TrinoException.class, e -> assertThat(e.getErrorCode())
                            .isEqualTo(FlightErrorCode.GLAUX_SCAN_REFUSED.toErrorCode()));
            assertThat(host.calls(Actions.END_WRITE)).isZero();
            assertThat(source.endWrite(session, WRITE, false)).isEqualTo("two rows");
            assertThat(host.calls(Actions.END_WRITE)).isEqualTo(1);
        }
    }

    @Test
    void testRatesOfUnitsThatTheHostDoesNotCount()
    {
        CatalogInfo limited = CatalogInfo.newBuilder()
                .setName("catalog")
                .addFeatures(Feature.FEATURE_RATE_LIMIT)
                .addUnits("read-unit")
                .addUnits("write-unit")
                .build();
        assertThat(schemas("rate.read-unit", limited)).containsExactly("a");
        assertRefused("rate.read-units", limited, "counts no such unit: rate.read-units. "
                + "It has rate.read-unit, rate.write-unit.");
        assertRefused("rate.read-unit", limited.toBuilder().clearFeatures().build(), "keeps to no rates. "
                + "Take away rate.read-unit.");
    }

    private void assertRefused(String property, CatalogInfo catalog, String message)
    {
        assertThatThrownBy(() -> schemas(property, catalog))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(TrinoException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(FlightErrorCode.GLAUX_SOURCE_REFUSED.toErrorCode()));
    }

    private List<String> schemas(String property, CatalogInfo catalog)
    {
        FlightConfig config = FlightConfig.of(
                "catalog", Map.of("addresses", "grpc://localhost:1", "catalog", "catalog", property, "5"));
        HelloResponse hello =
                HelloResponse.newBuilder().setVersion(ProtocolVersion.current()).addCatalogs(catalog).build();
        try (TestingHost host = TestingHost.start()
                .on(Actions.HELLO, (_, answers) -> answers.accept(hello))
                .on(Actions.SCHEMAS, (_, answers) ->
                        answers.accept(SchemasResponse.newBuilder().addSchemas("a").build()));
                HostClient client = new HostClient(TestingHost.options(host));
                HostSource source = new HostSource("catalog", config, client)) {
            return source.schemas(session);
        }
    }

    private static TestingHost host()
    {
        return TestingHost.start().on(Actions.END_WRITE, (_, answers) -> answers.accept(EndWriteResponse.newBuilder()
                .setLeftBehind("two rows")
                .addUnits(UnitAmount.newBuilder().setUnit("write-unit").setMillionths(7))
                .build()));
    }
}
