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
package io.glaux.testing.limits;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cutoffs and quotas over a source in a process of its own, by what a counter before it let pass.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestFederatedLimits
{
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WORKGROUP = "federated";
    private static final String SHARED = "federated-shared";
    private static final long SMALLEST_CUTOFF = 10_000_000;

    private final Random random = RunSize.random("TestFederatedLimits");
    private final FederatedSource source = new FederatedSource();
    private final String scan = "SELECT count(*), max(comment), max(shipmode), max(shipinstruct), sum(extendedprice), "
            + "max(shipdate), max(commitdate), max(receiptdate), max(orderkey), max(partkey), max(suppkey) FROM "
            + source.table();
    private boolean isMade;

    @BeforeEach
    void make(SharedGlaux glaux)
    {
        if (!isMade) {
            isMade = true;
            source.make(glaux);
            run(glaux, "workgroup", "create", WORKGROUP, "--location", "s3://glaux/results/federated/");
        }
    }

    /**
     * Any limit: the query takes no more than a batch beyond it, and it is cancelled only when it would have to.
     */
    @Test
    void cutoffsHold(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default").in(WORKGROUP);
        long whole = wholeScan(glaux);
        int cancelled = 0;
        for (int round = 0; round < RunSize.pick(6, 100); round++) {
            long limit = round == 0
                    ? whole
                    : SMALLEST_CUTOFF + random.nextLong(whole + whole / 10 - SMALLEST_CUTOFF);
            cutoff(glaux, limit);
            Passed before = passed(glaux);
            QueryExecution query = athena.await(athena.start(scan));
            assertThat(query.statistics().dataScannedInBytes()).as("limit %s", limit)
                    .isLessThanOrEqualTo(limit + source.beyond())
                    .isBetween(taken(glaux, before), passed(glaux).bytes() - before.bytes());
            boolean isOver = limit < whole;
            assertThat(query.status().state()).as("limit %s", limit)
                    .isEqualTo(isOver ? QueryExecutionState.CANCELLED : QueryExecutionState.SUCCEEDED);
            cancelled += isOver ? 1 : 0;
        }
        assertThat(cancelled).isPositive();
    }

    @Test
    void workers(SharedGlaux glaux)
    {
        wholeScan(glaux);
        cutoff(glaux, SMALLEST_CUTOFF);
        AthenaQueries athena = glaux.athena("default").in(WORKGROUP);
        try (GlauxInstance worker = glaux.startWorker()) {
            untilTrue("the worker to join", LIMIT, () -> !glaux.instance().readStatus().workers().isEmpty());
            for (int round = 0; round < RunSize.pick(2, 20); round++) {
                Passed before = passed(glaux);
                QueryExecution query = athena.await(athena.start(scan));
                assertThat(query.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
                assertThat(query.statistics().dataScannedInBytes())
                        .isLessThanOrEqualTo(SMALLEST_CUTOFF + source.beyond())
                        .isBetween(taken(glaux, before), passed(glaux).bytes() - before.bytes());
            }
            assertThat(worker.isAlive()).isTrue();
        }
    }

    /**
     * Queries that run at once share what a workgroup has left, and when it is used up others are refused.
     */
    @Test
    void quotasHold(SharedGlaux glaux)
    {
        long whole = wholeScan(glaux);
        long quota = whole * 2 + whole / 2;
        run(glaux, "workgroup", "create", SHARED, "--location", "s3://glaux/results/federated/");
        run(glaux, "quota", "set", SHARED, "--bytes", String.valueOf(quota), "--per", "60m", "--action", "block");
        try {
            Passed before = passed(glaux);
            long scanned = runAtOnce(glaux.athena("default").in(SHARED), 6);
            assertThat(scanned)
                    .isBetween(whole, quota + source.beyond())
                    .isBetween(taken(glaux, before), passed(glaux).bytes() - before.bytes());
        }
        finally {
            run(glaux, "quota", "remove", SHARED, "--bytes", "--per", "60m");
        }
    }

    /**
     * @return what those scanned that were not refused
     */
    private long runAtOnce(AthenaQueries athena, int queries)
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            try {
                ids.add(athena.start(scan));
            }
            catch (InvalidRequestException e) {
                assertThat(e).hasMessageContaining("is used up");
            }
        }
        long scanned = 0;
        for (String id : ids) {
            scanned += athena.await(id).statistics().dataScannedInBytes();
        }
        return scanned;
    }

    private long wholeScan(SharedGlaux glaux)
    {
        long whole = glaux.athena("default").run(scan).statistics().dataScannedInBytes();
        assertThat(whole).isGreaterThan(SMALLEST_CUTOFF);
        return whole;
    }

    private Passed passed(SharedGlaux glaux)
    {
        return new Passed(source.served(glaux), source.underWay(glaux));
    }

    /**
     * What has come for certain.
     */
    private long taken(SharedGlaux glaux, Passed before)
    {
        Passed now = passed(glaux);
        return now.bytes() - before.bytes() - (now.underWay() - before.underWay());
    }

    private static void cutoff(SharedGlaux glaux, long bytes)
    {
        glaux.clients().athena().updateWorkGroup(request -> request
                .workGroup(WORKGROUP)
                .configurationUpdates(update -> update.bytesScannedCutoffPerQuery(bytes)));
    }

    private static String run(SharedGlaux glaux, String... arguments)
    {
        return glaux.instance().command(arguments).requireSuccess().out();
    }

    private record Passed(long bytes, long underWay) {}
}
