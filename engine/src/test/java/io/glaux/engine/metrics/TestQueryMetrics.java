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
package io.glaux.engine.metrics;

import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.query.JournaledQuery;
import io.glaux.engine.query.QueryBudgets;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryExecutionsConfig;
import io.glaux.engine.query.QueryLimits;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestQueryMetrics
{
    @TempDir
    private Path folder;

    @Test
    void testQueriesOfOneWorkgroup()
    {
        QueryMetrics metrics = new QueryMetrics(_ -> true);
        try (SqlStore store = SqlStore.open(StoreConfig.sqlite(folder.resolve("metrics.db")));
                QueryExecutions queries = new QueryExecutions(
                        store,
                        new UsageLedger(store, (_, _) -> Map.of()),
                        new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                        (_, _) -> {
                            throw new IllegalStateException("no query of this test runs here");
                        },
                        new ResultStore(new InMemoryS3()),
                        QueryExecutionsConfig.DEFAULT,
                        Clock.systemUTC())) {
            queries.observe((_, _) -> {
                throw new IllegalStateException("an observer that fails");
            });
            queries.observe(metrics);
            assertThat(metrics.openMetrics(_ -> true)).endsWith("# EOF\n");
            String id = queries.started(query("a\"b"), new NoStatement());
            assertThat(metrics.openMetrics(_ -> true))
                    .contains("glaux_queries_queued{workgroup=\"a\\\"b\"} 1\n")
                    .contains("glaux_queries_running{workgroup=\"a\\\"b\"} 0\n");
            queries.running(id);
            assertThat(metrics.openMetrics(_ -> true))
                    .contains("glaux_queries_queued{workgroup=\"a\\\"b\"} 0\n")
                    .contains("glaux_queries_running{workgroup=\"a\\\"b\"} 1\n");
            queries.ended(id, Optional.empty(), statistics());
            queries.ended(id, Optional.empty(), statistics());
            String labels = "{workgroup=\"a\\\"b\",query_state=\"SUCCEEDED\",query_type=\"DML\"";
            assertThat(metrics.openMetrics(_ -> true))
                    .contains("glaux_queries_running{workgroup=\"a\\\"b\"} 0\n")
                    .contains("# TYPE glaux_query_engine_execution_seconds histogram\n")
                    .contains("# UNIT glaux_query_engine_execution_seconds seconds\n")
                    .contains("glaux_query_engine_execution_seconds_bucket%s,le=\"+Inf\"} 1\n".formatted(labels))
                    .contains("glaux_query_engine_execution_seconds_count%s} 1\n".formatted(labels))
                    .contains("glaux_query_queue_seconds_sum%s} 0.25\n".formatted(labels))
                    .contains("glaux_query_processed_bytes_sum%s} 1.2345678E7\n".formatted(labels));
        }
    }

    @Test
    void testBuckets()
    {
        Distribution values = new Distribution(List.of(1.0, 2.5));
        values.add(1);
        values.add(2);
        values.add(3);
        StringBuilder out = new StringBuilder();
        values.write("m", "l=\"x\"", out);
        assertThat(out.toString()).isEqualTo(
                """
                m_bucket{l="x",le="1.0"} 1
                m_bucket{l="x",le="2.5"} 2
                m_bucket{l="x",le="+Inf"} 3
                m_count{l="x"} 3
                m_sum{l="x"} 6.0
                """);
    }

    private static JournaledQuery query(String workgroup)
    {
        return new JournaledQuery(
                new Principal("ann", "000000000000"),
                "SELECT 1",
                new StatementKind(StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV),
                workgroup,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static StatementStatistics statistics()
    {
        return new StatementStatistics(
                new ScanReport(Map.of(
                        new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(12_345_678, 1))),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                0,
                0,
                0,
                0,
                Optional.empty());
    }

    private static final class NoStatement
            implements RunningStatement
    {
        @Override
        public void cancel() {}

        @Override
        public StatementStatistics statistics()
        {
            return StatementStatistics.NONE;
        }

        @Override
        public StatementStatistics detailedStatistics()
        {
            return StatementStatistics.NONE;
        }
    }
}
