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
package io.glaux.engine;

import io.airlift.http.client.UnexpectedResponseException;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.instance.InstanceReport;
import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.trino.Departure;

import javax.net.ssl.SSLException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import static com.google.common.base.Throwables.getCausalChain;
import static java.util.Objects.requireNonNull;

/**
 * The end of a worker's start: its coordinator knows it. A worker that nobody gives work must not say that it is ready.
 */
final class Joining
{
    /**
     * A coordinator that is started at the same time takes this long on a small machine.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final URI coordinator;
    private final String address;
    private final Departure cluster;

    Joining(GlauxConfig config, Departure cluster)
    {
        this.coordinator = config.getCoordinator().orElseThrow();
        this.address = "https://%s:%s".formatted(ServerAddress.advertised(config), config.getHttpsPort());
        this.cluster = requireNonNull(cluster, "cluster is null");
    }

    /**
     * @throws StartFailedException if the coordinator refuses the worker, does not answer, or does not take it
     */
    void await(InstanceReport report)
    {
        report.phase("joining the cluster of %s".formatted(coordinator));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<StartFailedException> obstacle = obstacle();
        while (obstacle.isPresent()) {
            if (System.nanoTime() - deadline > 0) {
                throw obstacle.get();
            }
            pause(obstacle.get());
            obstacle = obstacle();
        }
    }

    /**
     * What keeps the worker from work and may pass; empty when it is given work.
     *
     * @throws StartFailedException for what does not pass
     */
    private Optional<StartFailedException> obstacle()
    {
        try {
            if (cluster.isScheduled()) {
                return Optional.empty();
            }
            return Optional.of(new StartFailedException(
                    ("the coordinator %s answers, but does not take this worker: both must be of the same version, and "
                            + "it must reach %s (advertised.address)").formatted(coordinator, address)));
        }
        catch (UnexpectedResponseException e) {
            if (e.getStatusCode() == UNAUTHORIZED || e.getStatusCode() == FORBIDDEN) {
                throw new StartFailedException(
                        ("the coordinator %s refuses this worker: cluster.secret must be the content of the file "
                                + "cluster.secret in the coordinator's data folder").formatted(coordinator),
                        e);
            }
            return Optional.of(new StartFailedException(
                    "the coordinator %s answers with status %s: it may still be starting, or be no Glaux".formatted(
                            coordinator, e.getStatusCode()),
                    e));
        }
        catch (RuntimeException e) {
            if (getCausalChain(e).stream().anyMatch(SSLException.class::isInstance)) {
                // the certificates between servers are made from the secret
                throw new StartFailedException(
                        ("the coordinator %s does not prove that it has the same cluster.secret as this worker, which "
                                + "must be the content of the file cluster.secret in the coordinator's data folder")
                                .formatted(coordinator),
                        e);
            }
            return Optional.of(new StartFailedException(
                    "the coordinator %s does not answer: check the URL, and whether it runs".formatted(coordinator),
                    e));
        }
    }

    private static void pause(StartFailedException reason)
    {
        try {
            Thread.sleep(PAUSE);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
