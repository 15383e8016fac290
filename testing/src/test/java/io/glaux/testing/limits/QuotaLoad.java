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

import io.glaux.testing.instance.AthenaQueries;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

import static io.glaux.testing.Waiting.until;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that query, one after the other a query each, until a quota is used up. That their server dies under them now
 * and then does not stop them.
 */
final class QuotaLoad
{
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final AthenaQueries athena;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    QuotaLoad(AthenaQueries athena)
    {
        this.athena = requireNonNull(athena, "athena is null");
    }

    void start(int clients, IntFunction<String> sql)
    {
        for (int client = 0; client < clients; client++) {
            String query = sql.apply(client);
            threads.add(Thread.ofVirtual().name("quota-client-" + client).start(() -> run(query)));
        }
    }

    void awaitEnd()
            throws InterruptedException
    {
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    @SuppressWarnings("CatchThrowable") // it is told at the end
    private void run(String sql)
    {
        try {
            Outcome outcome = Outcome.DONE;
            while (outcome != Outcome.REFUSED) {
                outcome = until("a server that takes queries", LIMIT, () -> tryOnce(sql));
            }
        }
        catch (Throwable e) {
            failures.add(e);
        }
    }

    /**
     * Empty while the server is dead.
     */
    private Optional<Outcome> tryOnce(String sql)
    {
        try {
            QueryExecutionState state = athena.await(athena.start(sql)).status().state();
            return Optional.of(state == QueryExecutionState.CANCELLED ? Outcome.REFUSED : Outcome.DONE);
        }
        catch (InvalidRequestException e) {
            if (!e.getMessage().contains("is used up")) {
                throw e;
            }
            return Optional.of(Outcome.REFUSED);
        }
        catch (SdkException _) {
            return Optional.empty();
        }
    }

    private enum Outcome
    {
        DONE,
        REFUSED,
    }
}
