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
package io.glaux.host;

import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.v1.ReadTicket;
import org.apache.arrow.flight.CallOptions;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Many reads at a time, of which some are left, some fail, some come too late and some are too many: the host is as
 * before then.
 */
@Timeout(180)
final class TestConcurrentReads
{
    private static final int CLIENTS = 6;
    private static final int READS = 60;
    private static final List<String> TABLES =
            List.of("numbers", "numbers", "endless", "failing-later", "throwing", "blocking");
    private static final Set<String> EXPECTED = Set.of(
            ErrorCode.RESOURCES_EXHAUSTED.name(),
            ErrorCode.SOURCE_FAILED.name(),
            ErrorCode.HOST_FAILED.name());

    @Test
    void testManyReads()
            throws Exception
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        Map<String, Integer> outcomes = new ConcurrentHashMap<>();
        try (RunningHost host = new RunningHost.Options().withMaxStreams(4).start();
                ExecutorService executor = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                clients.add(() -> readSome(host, random, outcomes, "seed %s".formatted(seed)));
            }
            for (Future<Void> client : executor.invokeAll(clients)) {
                client.get();
            }
            host.awaitFree(Duration.ofSeconds(2));
            try (HostClient client = host.client()) {
                assertThat(client.health().getOpenStreams()).isZero();
                assertThat(client.readAll(client.ticket("numbers", "id", "name")).rows()).hasSize(100_000);
            }
            assertThat(host.probe().closedReaders.get()).isEqualTo(host.probe().openReaders.get());
        }
        assertThat(outcomes.keySet()).as("seed %s: %s", seed, outcomes).contains("left", "whole");
    }

    private static Void readSome(RunningHost host, Random random, Map<String, Integer> outcomes, String where)
            throws Exception
    {
        try (HostClient client = host.client()) {
            for (int i = 0; i < READS; i++) {
                String table = TABLES.get(random.nextInt(TABLES.size()));
                ReadTicket ticket = client.ticket(table, "id", "name");
                outcomes.merge(readOne(client, ticket, table, random, where), 1, Integer::sum);
            }
        }
        return null;
    }

    private static String readOne(HostClient client, ReadTicket ticket, String table, Random random, String where)
            throws Exception
    {
        int batches = random.nextInt(table.equals("numbers") ? 40 : 6);
        long rows = 0;
        try (FlightStream stream =
                client.read(ticket, CallOptions.timeout(20 + random.nextInt(2_000), TimeUnit.MILLISECONDS))) {
            for (int i = 0; i < batches; i++) {
                boolean[] isMore = new boolean[1];
                Throwable failure = catchThrowable(() -> isMore[0] = stream.next());
                if (failure != null) {
                    return outcome(failure, where);
                }
                if (!isMore[0]) {
                    assertThat(table).as(where).isEqualTo("numbers");
                    assertThat(rows).as(where).isEqualTo(100_000);
                    return "whole";
                }
                rows += stream.getRoot().getRowCount();
            }
        }
        return "left";
    }

    private static String outcome(Throwable failure, String where)
    {
        assertThat(failure).as(where).isInstanceOf(FlightRuntimeException.class);
        if (((FlightRuntimeException) failure).status().code() == FlightStatusCode.TIMED_OUT) {
            return "late";
        }
        String code = HostClient.detail(failure).getCode();
        assertThat(EXPECTED).as(where).contains(code);
        return code;
    }
}
