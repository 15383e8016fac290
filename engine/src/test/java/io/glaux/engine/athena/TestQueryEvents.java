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
package io.glaux.engine.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.error.ErrorType;
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
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestQueryEvents
{
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T09:30:10.123Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void testLifeOfAQuery()
            throws Exception
    {
        List<String> events = new ArrayList<>();
        String id;
        try (SqlStore store = SqlStore.open(StoreConfig.sqlite(folder.resolve("events.db")));
                QueryExecutions queries = new QueryExecutions(
                        store,
                        new UsageLedger(store, (_, _) -> Map.of()),
                        new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                        (_, _) -> {
                            throw new IllegalStateException("no query of this test runs here");
                        },
                        new ResultStore(new InMemoryS3()),
                        QueryExecutionsConfig.DEFAULT,
                        CLOCK)) {
            queries.observe(new QueryEvents("123456789012", "eu-west-1", CLOCK, events::add));
            id = queries.started(query(), new NoStatement());
            queries.running(id);
            StatementFailure failure =
                    new StatementFailure(ErrorType.USER, "DIVISION_BY_ZERO", "Division by zero", false);
            queries.ended(id, Optional.of(failure), StatementStatistics.NONE);
        }
        assertThat(events).hasSize(3);
        JsonNode first = new ObjectMapper().readTree(events.get(0));
        assertThat(first.get("version").textValue()).isEqualTo("0");
        assertThat(first.get("detail-type").textValue()).isEqualTo("Athena Query State Change");
        assertThat(first.get("source").textValue()).isEqualTo("aws.athena");
        assertThat(first.get("account").textValue()).isEqualTo("123456789012");
        assertThat(first.get("time").textValue()).isEqualTo("2026-11-27T09:30:10Z");
        assertThat(first.get("region").textValue()).isEqualTo("eu-west-1");
        assertThat(first.get("resources")).isEmpty();
        assertThat(first.get("detail")).hasToString(
                ("{\"versionId\":\"0\",\"currentState\":\"QUEUED\",\"statementType\":\"DML\","
                        + "\"queryExecutionId\":\"%s\",\"workgroupName\":\"primary\",\"sequenceNumber\":\"1\"}")
                        .formatted(id));
        JsonNode second = new ObjectMapper().readTree(events.get(1)).get("detail");
        assertThat(second.get("currentState").textValue()).isEqualTo("RUNNING");
        assertThat(second.get("previousState").textValue()).isEqualTo("QUEUED");
        assertThat(second.get("sequenceNumber").textValue()).isEqualTo("2");
        JsonNode last = new ObjectMapper().readTree(events.get(2)).get("detail");
        assertThat(last.get("currentState").textValue()).isEqualTo("FAILED");
        assertThat(last.get("previousState").textValue()).isEqualTo("RUNNING");
        assertThat(last.get("sequenceNumber").textValue()).isEqualTo("3");
        assertThat(last.get("athenaError").get("errorCategory").intValue()).isEqualTo(2);
        assertThat(last.get("athenaError").get("errorMessage").textValue()).contains("Division by zero");
    }

    private static JournaledQuery query()
    {
        return new JournaledQuery(
                new Principal("ann", "000000000000"),
                "SELECT 1 / 0",
                new StatementKind(StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV),
                "primary",
                Optional.empty(),
                Optional.empty(),
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
