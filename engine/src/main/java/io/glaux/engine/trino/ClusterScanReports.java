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

import com.google.common.util.concurrent.ListenableFuture;
import com.google.inject.Inject;
import io.airlift.http.client.HttpClient;
import io.airlift.http.client.Request;
import io.airlift.json.JsonCodec;
import io.airlift.json.JsonCodecFactory;
import io.airlift.log.Logger;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.LeasedReads;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.trino.node.AllNodes;
import io.trino.node.InternalNode;
import io.trino.node.InternalNodeManager;
import io.trino.spi.QueryId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static io.airlift.http.client.HttpUriBuilder.uriBuilderFrom;
import static io.airlift.http.client.JsonResponseHandler.createJsonResponseHandler;
import static io.airlift.http.client.Request.Builder.prepareGet;
import static io.airlift.http.client.Request.Builder.preparePost;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * What queries read on all nodes. While a query runs, the workers are asked once a second; when it is over, each node
 * that may have read for it is sealed, and its last word counts. A node that cannot be asked any more counts with what
 * it said last, and then the report says that it is not complete.
 */
public final class ClusterScanReports
{
    private static final Logger log = Logger.get(ClusterScanReports.class);
    private static final String RESOURCE = "/v1/glaux/meter";
    private static final int SEAL_ATTEMPTS = 3;

    private final ProcessScanMeter meter;
    private final InternalNode currentNode;
    private final InternalNodeManager nodeManager;
    private final HttpClient httpClient;
    private final Budgets budgets;
    private final JsonCodec<NodeScanReport> reportCodec;
    private final JsonCodec<Map<String, NodeScanReport>> progressCodec;
    private final ScheduledExecutorService executor =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("glaux-scan-progress-%s"));

    /**
     * By query under way, what each other node said last.
     */
    private final Map<String, Map<String, ScanReport>> pulled = new ConcurrentHashMap<>();

    @Inject
    public ClusterScanReports(
            ProcessScanMeter meter,
            InternalNode currentNode,
            InternalNodeManager nodeManager,
            @ForScanReports HttpClient httpClient,
            CoordinatorServices services,
            JsonCodecFactory codecs)
    {
        this.meter = requireNonNull(meter, "meter is null");
        this.currentNode = requireNonNull(currentNode, "currentNode is null");
        this.nodeManager = requireNonNull(nodeManager, "nodeManager is null");
        this.httpClient = requireNonNull(httpClient, "httpClient is null");
        this.budgets = services.budgets();
        this.reportCodec = codecs.jsonCodec(NodeScanReport.class);
        this.progressCodec = codecs.mapJsonCodec(String.class, NodeScanReport.class);
    }

    @PostConstruct
    void start()
    {
        ScheduledFuture<?> _ = executor.scheduleWithFixedDelay(this::pullAll, 1, 1, SECONDS);
    }

    @PreDestroy
    void stop()
    {
        executor.shutdownNow();
    }

    /**
     * Follows a query from now until it is sealed.
     */
    public void track(QueryId queryId)
    {
        pulled.putIfAbsent(queryId.id(), new ConcurrentHashMap<>());
    }

    /**
     * The queries that are followed and not sealed, by id.
     */
    Set<String> tracked()
    {
        return Set.copyOf(pulled.keySet());
    }

    /**
     * Stops following a query that nobody will seal.
     */
    void untrack(QueryId queryId)
    {
        pulled.remove(queryId.id());
    }

    public ScanReport progress(QueryId queryId)
    {
        ScanReport report = meter.progress(queryId.id());
        for (ScanReport node : pulled.getOrDefault(queryId.id(), Map.of()).values()) {
            report = report.plus(node);
        }
        return LakeCatalogs.asUsersSee(report);
    }

    /**
     * Ends the query's reading on every node, and tells what it read in all.
     *
     * @param nodesWithTasks the nodes that ran a part of the query, by id, with an address of theirs
     */
    public ScanReport seal(QueryId queryId, Map<String, URI> nodesWithTasks)
            throws InterruptedException
    {
        try {
            ScanReport report = sealAll(queryId, nodesWithTasks);
            budgets.detach(queryId.id(), report);
            return LakeCatalogs.asUsersSee(report);
        }
        finally {
            pulled.remove(queryId.id());
        }
    }

    private ScanReport sealAll(QueryId queryId, Map<String, URI> nodesWithTasks)
            throws InterruptedException
    {
        Map<String, ScanReport> last = pulled.getOrDefault(queryId.id(), Map.of());
        Map<String, URI> nodes = new HashMap<>(nodesWithTasks);
        allNodes().forEach(node -> nodes.put(node.getNodeIdentifier(), node.getInternalUri()));
        nodes.remove(currentNode.getNodeIdentifier());

        budgets.seal(queryId.id());
        Map<String, ListenableFuture<NodeScanReport>> answers = new HashMap<>();
        nodes.forEach((id, uri) -> answers.put(id, seal(uri, queryId)));
        ScanReport report = ownLastWord(queryId);
        for (Map.Entry<String, ListenableFuture<NodeScanReport>> answer : answers.entrySet()) {
            String node = answer.getKey();
            boolean took = nodesWithTasks.containsKey(node)
                    || last.containsKey(node)
                    || budgets.leased(queryId.id(), node).any();
            Optional<NodeScanReport> sealed = finalReport(queryId, nodes.get(node), answer.getValue(), took);
            report = report.plus(lastWord(
                    sealed, last.getOrDefault(node, ScanReport.EMPTY), budgets.leased(queryId.id(), node)));
        }
        return report;
    }

    private ScanReport ownLastWord(QueryId queryId)
            throws InterruptedException
    {
        ScanReport own = meter.seal(queryId.id(), ScanReportResource.SEAL_WAIT);
        return own.complete() ? own : budgets.leased(queryId.id(), ReadJournal.COORDINATOR).lastWord(own);
    }

    /**
     * @param sealed empty when the node does not answer
     * @param pulled what it said last before
     */
    private static ScanReport lastWord(Optional<NodeScanReport> sealed, ScanReport pulled, LeasedReads leased)
    {
        boolean lost = sealed.isEmpty() || (!sealed.get().hasRead() && leased.any());
        ScanReport report = sealed.map(NodeScanReport::toReport).orElse(ScanReport.EMPTY);
        if (lost || isBehind(report, pulled) || leased.isMoreThan(report)) {
            return leased.lastWord(pulled);
        }
        // reads that did not end in time count whole
        return report.complete() ? report : leased.lastWord(report);
    }

    /**
     * @param took whether the node is known to have worked for the query
     * @return empty when it worked and does not answer
     */
    private Optional<NodeScanReport> finalReport(
            QueryId queryId,
            URI node,
            ListenableFuture<NodeScanReport> answer,
            boolean took)
            throws InterruptedException
    {
        ListenableFuture<NodeScanReport> attempt = answer;
        for (int failures = 1; ; failures++) {
            try {
                return Optional.of(attempt.get());
            }
            catch (ExecutionException e) {
                if (!took) {
                    return Optional.of(NodeScanReport.NOTHING);
                }
                if (failures == SEAL_ATTEMPTS) {
                    log.warn(e.getCause(),
                            "Node %s does not tell what query %s read: what is known of it counts",
                            node,
                            queryId);
                    return Optional.empty();
                }
                attempt = seal(node, queryId);
            }
        }
    }

    /**
     * A node that was started again knows nothing of what it read before.
     */
    private static boolean isBehind(ScanReport sealed, ScanReport last)
    {
        for (Map.Entry<ScanKey, ScanCount> entry : last.counts().entrySet()) {
            if (!sealed.counts().getOrDefault(entry.getKey(), ScanCount.ZERO).covers(entry.getValue())) {
                return true;
            }
        }
        return false;
    }

    private ListenableFuture<NodeScanReport> seal(URI node, QueryId queryId)
    {
        Request request = preparePost()
                .setUri(uriBuilderFrom(node).replacePath(RESOURCE).appendPath(queryId.id()).build())
                .build();
        return httpClient.executeAsync(request, createJsonResponseHandler(reportCodec));
    }

    private void pullAll()
    {
        if (pulled.isEmpty()) {
            return;
        }
        try {
            allNodes()
                    .filter(node -> !node.getNodeIdentifier().equals(currentNode.getNodeIdentifier()))
                    .forEach(this::pull);
        }
        catch (RuntimeException e) {
            log.warn(e, "Progress of the workers is not known");
        }
    }

    private void pull(InternalNode node)
    {
        Request request = prepareGet()
                .setUri(uriBuilderFrom(node.getInternalUri()).replacePath(RESOURCE).build())
                .build();
        try {
            httpClient.execute(request, createJsonResponseHandler(progressCodec))
                    .forEach((queryId, report) -> pulled(queryId, node.getNodeIdentifier(), report.toReport()));
        }
        catch (RuntimeException e) {
            log.debug(e, "Node %s does not tell its progress", node);
        }
    }

    private void pulled(String queryId, String node, ScanReport report)
    {
        Map<String, ScanReport> reports = pulled.get(queryId);
        if (reports != null) {
            reports.put(node, report);
            budgets.told(queryId, node, report);
        }
    }

    private Stream<InternalNode> allNodes()
    {
        AllNodes nodes = nodeManager.getAllNodes();
        return Stream.of(
                        nodes.activeNodes(),
                        nodes.inactiveNodes(),
                        nodes.drainingNodes(),
                        nodes.drainedNodes(),
                        nodes.shuttingDownNodes())
                .flatMap(Set::stream);
    }
}
