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

import com.google.common.base.Ticker;
import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.FlightConfig;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.security.ConnectorIdentity;
import io.trino.testing.TestingConnectorSession;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static io.trino.testing.TestingConnectorSession.SESSION;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestTableDirectory
{
    private static final Field ID = Field.nullable("Id", new ArrowType.Int(64, true));
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration MISSING_KEPT = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final ScriptedSource source = new ScriptedSource();
    private final TableDirectory directory = new TableDirectory(
            source,
            new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER)),
            new FlightConfig.MetadataCaching(KEPT, MISSING_KEPT, 100),
            new Ticker()
            {
                @Override
                public long read()
                {
                    return now.get();
                }
            });

    private static SchemaTableName name(String schema, String table)
    {
        return new SchemaTableName(schema, table);
    }

    private void pass(Duration time)
    {
        now.addAndGet(time.toNanos());
    }

    @Test
    void testLowerCaseTableIsFoundWithoutAList()
    {
        source.table("sales", "orders", ID);
        assertThat(directory.table(SESSION, name("sales", "orders"))).isPresent();
        assertThat(source.calls()).containsExactly("schemas", "describe [sales.orders]");
    }

    @Test
    void testTableWithCapitalsIsFoundByItsName()
    {
        source.table("Sales", "OrderLines", ID);
        DescribedTable table = directory.table(SESSION, name("sales", "orderlines")).orElseThrow();
        assertThat(table.source()).isEqualTo(new SourceTable("Sales", "OrderLines"));
        assertThat(table.commentAs(name("sales", "orderlines"))).contains("In the source: Sales.OrderLines");
    }

    @Test
    void testWhatIsKnownIsNotAskedForAgain()
    {
        source.table("sales", "Orders", ID);
        assertThat(directory.table(SESSION, name("sales", "orders"))).isPresent();
        int calls = source.calls().size();

        assertThat(directory.table(SESSION, name("sales", "orders"))).isPresent();
        assertThat(source.calls()).hasSize(calls);

        pass(KEPT.plusSeconds(1));
        assertThat(directory.table(SESSION, name("sales", "orders"))).isPresent();
        assertThat(source.calls()).hasSizeGreaterThan(calls);
    }

    @Test
    void testWhatIsMissingIsNotAskedForAgainForAWhile()
    {
        source.table("sales", "orders", ID);
        assertThat(directory.table(SESSION, name("sales", "returns"))).isEmpty();
        int calls = source.calls().size();
        source.table("sales", "returns", ID);

        assertThat(directory.table(SESSION, name("sales", "returns"))).isEmpty();
        assertThat(source.calls()).hasSize(calls);

        pass(MISSING_KEPT.plusSeconds(1));
        assertThat(directory.table(SESSION, name("sales", "returns"))).isPresent();
    }

    @Test
    void testNewTableWithCapitalsIsFoundThoughTheListIsKept()
    {
        source.table("sales", "orders", ID);
        assertThat(directory.tables(SESSION, "sales").engineNames()).containsExactly("orders");
        source.table("sales", "Returns", ID);
        assertThat(directory.table(SESSION, name("sales", "returns"))).isPresent();
    }

    @Test
    void testFlushForgetsEverything()
    {
        source.table("sales", "orders", ID);
        assertThat(directory.table(SESSION, name("sales", "returns"))).isEmpty();
        source.table("sales", "returns", ID);
        source.table("hr", "people", ID);
        directory.flush();
        assertThat(directory.table(SESSION, name("sales", "returns"))).isPresent();
        assertThat(directory.schemas(SESSION).engineNames()).contains("hr");
    }

    @Test
    void testUsersSeeTheirOwn()
    {
        source.table("sales", "orders", ID);
        assertThat(directory.table(session("ann"), name("sales", "orders"))).isPresent();
        int calls = source.calls().size();
        assertThat(directory.table(session("bob"), name("sales", "orders"))).isPresent();
        assertThat(source.calls()).hasSizeGreaterThan(calls);
    }

    private static ConnectorSession session(String user)
    {
        return TestingConnectorSession.builder().setIdentity(ConnectorIdentity.ofUser(user)).build();
    }

    @Test
    void testCollidingTablesAreAllThere()
    {
        source.table("s", "Orders", ID).table("s", "ORDERS", ID);
        List<String> names = directory.tables(SESSION, "s").engineNames();
        assertThat(names).hasSize(2).allMatch(name -> name.startsWith("orders$"));
        for (String name : names) {
            assertThat(directory.table(SESSION, name("s", name))).isPresent();
        }
        assertThatThrownBy(() -> directory.table(SESSION, name("s", "orders")))
                .isInstanceOf(TrinoException.class)
                .hasMessageContaining(names.get(0))
                .hasMessageContaining(names.get(1));
    }

    @Test
    void testSchemaIsDescribedByOneCall()
    {
        source.table("s", "a", ID).table("s", "B", ID).broken("s", "c", "out of order").table("t", "d", ID);
        Map<SchemaTableName, DescribedTable> tables = directory.describe(SESSION, Optional.of("s"));
        assertThat(tables).containsOnlyKeys(name("s", "a"), name("s", "b"), name("s", "c"));
        assertThat(tables.get(name("s", "c")).failure()).isPresent();
        assertThat(source.calls()).containsExactly("schemas", "describe all of s");

        // and what came with it is known now
        assertThat(directory.table(SESSION, name("s", "b"))).isPresent();
        assertThat(source.calls()).containsExactly("schemas", "describe all of s");
        assertThat(directory.describe(SESSION, Optional.of("nowhere"))).isEmpty();
    }

    @Test
    void testAllSchemasAreDescribedByOneCall()
    {
        source.table("S", "a", ID).table("S", "B", ID).table("t", "a", ID);
        assertThat(directory.describe(SESSION, Optional.empty()))
                .containsOnlyKeys(name("s", "a"), name("s", "b"), name("t", "a"));
        assertThat(source.calls()).containsExactly("schemas", "describe all of *");
    }

    @Test
    void testFailureOfTheSourceIsNotKept()
    {
        source.table("s", "a", ID);
        source.failWith(Optional.of("The source is down"));
        assertThatThrownBy(() -> directory.table(SESSION, name("s", "a"))).hasMessage("The source is down");
        source.failWith(Optional.empty());
        assertThat(directory.table(SESSION, name("s", "a"))).isPresent();
    }

    @Test
    void testTableThatCannotBeReadIsTriedAgain()
    {
        source.broken("s", "a", "out of order");
        assertThat(directory.table(SESSION, name("s", "a")).orElseThrow().failure()).isPresent();
        source.table("s", "a", ID);
        assertThat(directory.table(SESSION, name("s", "a")).orElseThrow().failure()).isEmpty();
    }

    @Test
    void testAllTablesByOneCall()
    {
        source.table("S", "a", ID).table("t", "B", ID);
        assertThat(directory.tables(SESSION)).containsExactlyInAnyOrder(name("s", "a"), name("t", "b"));
        assertThat(source.calls()).containsExactly("schemas", "tables *");
    }
}
