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
import io.airlift.http.client.HttpClient;
import io.airlift.http.client.Request;
import io.airlift.http.client.UnexpectedResponseException;
import io.airlift.json.JsonCodec;
import io.airlift.json.JsonCodecFactory;
import io.airlift.log.Logger;
import io.trino.node.AnnounceNodeAnnouncerConfig;
import io.trino.node.InternalNode;
import io.trino.node.NodeState;
import io.trino.server.NodeStateManager;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import static com.google.common.collect.Iterables.getOnlyElement;
import static com.google.common.net.MediaType.JSON_UTF_8;
import static io.airlift.http.client.HeaderNames.CONTENT_TYPE;
import static io.airlift.http.client.HttpUriBuilder.uriBuilderFrom;
import static io.airlift.http.client.JsonBodyGenerator.jsonBodyGenerator;
import static io.airlift.http.client.JsonResponseHandler.createJsonResponseHandler;
import static io.airlift.http.client.Request.Builder.preparePost;
import static io.airlift.http.client.Request.Builder.preparePut;
import static java.util.Objects.requireNonNull;

/**
 * Takes a worker out of its cluster: it takes no new work, tells its coordinator so, and waits until no query needs it.
 * Trino's own graceful shutdown waits for fixed times instead, long enough for the coordinator to have noticed, so an
 * idle worker would take as long as a busy one.
 */
public final class Departure
{
    private static final Logger log = Logger.get(Departure.class);
    private static final String RESOURCE = "/v1/glaux/departures";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS = 3;

    private final NodeStateManager state;
    private final URI resource;
    private final HttpClient httpClient;
    private final JsonCodec<DepartureReport> reportCodec;
    private final JsonCodec<List<String>> queriesCodec;

    @Inject
    public Departure(
            NodeStateManager state,
            InternalNode node,
            AnnounceNodeAnnouncerConfig announcer,
            @ForDeparture HttpClient httpClient,
            JsonCodecFactory codecs)
    {
        this.state = requireNonNull(state, "state is null");
        this.resource = uriBuilderFrom(getOnlyElement(announcer.getCoordinatorUris()))
                .replacePath(RESOURCE)
                .appendPath(node.getNodeIdentifier())
                .build();
        this.httpClient = requireNonNull(httpClient, "httpClient is null");
        this.reportCodec = codecs.jsonCodec(DepartureReport.class);
        this.queriesCodec = codecs.listJsonCodec(String.class);
    }

    /**
     * Whether the coordinator knows this worker and gives it work.
     *
     * @throws UnexpectedResponseException if the coordinator refuses to answer
     */
    public boolean isScheduled()
    {
        return ask(Optional.of(List.of())).scheduled();
    }

    /**
     * Returns when the worker may end: no query needs it, or the coordinator does not answer, or the limit is reached.
     *
     * @param limit how long to wait for queries
     * @param waiting hears for how many queries the worker waits, at each look
     */
    public void leave(Duration limit, IntConsumer waiting)
            throws InterruptedException
    {
        long deadline = System.nanoTime() + limit.toNanos();
        // not SHUTTING_DOWN, after which Trino ends the process when it sees fit
        if (state.getServerState() == NodeState.ACTIVE) {
            state.transitionState(NodeState.DRAINING);
        }
        Optional<List<String>> queries = Optional.empty();
        int failures = 0;
        while (true) {
            try {
                DepartureReport report = ask(queries);
                failures = 0;
                if (!report.scheduled() && report.queries().isEmpty()) {
                    log.info("No query needs this worker: it leaves");
                    return;
                }
                // the coordinator may have read the state from before
                queries = report.scheduled() ? Optional.empty() : Optional.of(report.queries());
                waiting.accept(report.queries().size());
            }
            catch (RuntimeException e) {
                failures++;
                if (failures == ATTEMPTS) {
                    log.warn(e, "The coordinator does not answer: this worker leaves without its consent");
                    return;
                }
            }
            if (System.nanoTime() - deadline > 0) {
                log.warn("This worker leaves after %s, though queries need it: %s", limit, queries.orElse(List.of()));
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * @param queries those that needed the worker when it asked last; empty when it has not been told yet
     */
    private DepartureReport ask(Optional<List<String>> queries)
    {
        Request request = queries
                .map(earlier -> preparePost()
                        .setUri(resource)
                        .setHeader(CONTENT_TYPE, JSON_UTF_8.toString())
                        .setBodyGenerator(jsonBodyGenerator(queriesCodec, earlier))
                        .build())
                .orElseGet(() -> preparePut().setUri(resource).build());
        return httpClient.execute(request, createJsonResponseHandler(reportCodec));
    }
}
