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
package io.glaux.testing.crash;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.InstanceEnvironment;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import static java.util.Objects.requireNonNull;

/**
 * Clients that query and write until their server dies under them.
 */
final class CrashLoad
{
    private final InstanceEnvironment environment;
    private final int round;
    private final int batch;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final AtomicInteger succeededAppends = new AtomicInteger();

    CrashLoad(InstanceEnvironment environment, int round, int batch)
    {
        this.environment = requireNonNull(environment, "environment is null");
        this.round = round;
        this.batch = batch;
    }

    void start()
    {
        run("appends", this::append, true);
        run("tables",
                number -> "CREATE TABLE awsdatacatalog.crash.t_%d_%d AS SELECT * FROM tpch.tiny.nation".formatted(
                        round,
                        number),
                false);
        run("partitions", number -> ("INSERT INTO awsdatacatalog.crash.hive_log SELECT line, '%d-%d' FROM " +
                "UNNEST(sequence(1, %d)) AS t (line)").formatted(round, number, batch), false);
        run("reads", number -> "SELECT count(*), sum(o_totalprice) FROM tpch.tiny.orders WHERE o_orderkey > "
                + number, false);
    }

    void awaitEnd()
    {
        for (Thread thread : threads) {
            try {
                thread.join();
            }
            catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
    }

    /**
     * Queries that the server accepted: their ids.
     */
    Set<String> started()
    {
        return Set.copyOf(started);
    }

    /**
     * Appends of a batch of rows that the server called SUCCEEDED.
     */
    int succeededAppends()
    {
        return succeededAppends.get();
    }

    private String append(int number)
    {
        return ("INSERT INTO awsdatacatalog.crash.log SELECT %d, %d, line FROM UNNEST(sequence(1, %d)) AS t " +
                "(line)").formatted(round, number, batch);
    }

    private void run(String name, IntFunction<String> statement, boolean appends)
    {
        threads.add(Thread.ofVirtual().name("crash-" + name).start(() -> {
            try (AwsClients clients = AwsClients.withoutRetries(environment)) {
                AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "crash");
                for (int number = 0; true; number++) {
                    String id = athena.start(statement.apply(number));
                    started.add(id);
                    QueryExecutionState state = athena.await(id).status().state();
                    if (appends && state == QueryExecutionState.SUCCEEDED) {
                        succeededAppends.incrementAndGet();
                    }
                }
            }
            catch (SdkException e) {
                return; // the server is dead, as it should be
            }
        }));
    }
}
