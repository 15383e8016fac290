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
import io.trino.node.InternalNodeManager;
import io.trino.server.security.ResourceSecurity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import java.util.Collection;
import java.util.List;

import static io.trino.server.security.ResourceSecurity.AccessType.INTERNAL_ONLY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static java.util.Objects.requireNonNull;

/**
 * Where a worker, known by the id of its node, tells the coordinator that it leaves, and learns when it may: only a
 * bearer of the cluster's secret may ask. The worker must already show a state in which it takes no work.
 */
@Path("/v1/glaux/departures/{node}")
@ResourceSecurity(INTERNAL_ONLY)
public final class DepartureResource
{
    private final InternalNodeManager nodes;
    private final OpenQueries queries;

    @Inject
    public DepartureResource(InternalNodeManager nodes, OpenQueries queries)
    {
        this.nodes = requireNonNull(nodes, "nodes is null");
        this.queries = requireNonNull(queries, "queries is null");
    }

    /**
     * Looks at the state of all workers now, not at the next poll. Queries from before may have chosen their nodes with
     * this one among them, though they have not sent it anything yet: they are in the answer. Repeatable.
     */
    @PUT
    @Produces(APPLICATION_JSON)
    public DepartureReport announce(@PathParam("node") String node)
    {
        nodes.refreshNodes(true);
        return report(node, queries.ids());
    }

    /**
     * Which of the queries need the worker still.
     */
    @POST
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    public DepartureReport progress(@PathParam("node") String node, List<String> earlier)
    {
        return report(node, earlier);
    }

    private DepartureReport report(String node, Collection<String> earlier)
    {
        boolean scheduled = nodes.getAllNodes().activeNodes().stream()
                .anyMatch(active -> active.getNodeIdentifier().equals(node));
        return new DepartureReport(
                scheduled,
                earlier.stream()
                        .filter(query -> queries.mayNeed(query, node))
                        .toList());
    }
}
