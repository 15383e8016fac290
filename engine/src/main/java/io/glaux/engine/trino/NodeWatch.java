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
package io.glaux.engine.trino;

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.trino.node.InternalNodeManager;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Asks the workers for their states once a second. Trino itself asks every five seconds, which nothing sets, and uses
 * an answer at the next round: queries would be sent to a worker that was killed for up to ten seconds.
 */
final class NodeWatch
{
    private static final Logger log = Logger.get(NodeWatch.class);

    private final InternalNodeManager nodes;
    private final ScheduledExecutorService executor =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("glaux-node-watch-%s"));

    @Inject
    NodeWatch(InternalNodeManager nodes)
    {
        this.nodes = requireNonNull(nodes, "nodes is null");
    }

    @PostConstruct
    void start()
    {
        ScheduledFuture<?> _ = executor.scheduleWithFixedDelay(this::look, 1, 1, SECONDS);
    }

    @PreDestroy
    void stop()
    {
        executor.shutdownNow();
    }

    private void look()
    {
        try {
            nodes.refreshNodes(false);
        }
        catch (RuntimeException e) {
            log.warn(e, "The states of the workers are not known");
        }
    }
}
