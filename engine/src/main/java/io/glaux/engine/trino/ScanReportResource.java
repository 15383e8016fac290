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
import io.glaux.engine.metering.ProcessScanMeter;
import io.trino.server.security.ResourceSecurity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

import java.time.Duration;
import java.util.Map;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static io.trino.server.security.ResourceSecurity.AccessType.INTERNAL_ONLY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static java.util.Objects.requireNonNull;

/**
 * What this node read, for the coordinator: only a bearer of the cluster's secret may ask.
 */
@Path("/v1/glaux/meter")
@ResourceSecurity(INTERNAL_ONLY)
public final class ScanReportResource
{
    static final Duration SEAL_WAIT = Duration.ofSeconds(10);

    private final ProcessScanMeter meter;

    @Inject
    public ScanReportResource(ProcessScanMeter meter)
    {
        this.meter = requireNonNull(meter, "meter is null");
    }

    /**
     * Progress of every query that is not sealed, by its id.
     */
    @GET
    @Produces(APPLICATION_JSON)
    public Map<String, NodeScanReport> progress()
    {
        return meter.progress().entrySet().stream()
                .collect(toImmutableMap(Map.Entry::getKey, entry -> NodeScanReport.of(entry.getValue(), true)));
    }

    @GET
    @Path("{queryId}")
    @Produces(APPLICATION_JSON)
    public NodeScanReport progress(@PathParam("queryId") String queryId)
    {
        return NodeScanReport.of(meter.progress(queryId), meter.hasRead(queryId));
    }

    /**
     * Ends the query's reading on this node. Repeatable.
     */
    @POST
    @Path("{queryId}")
    @Produces(APPLICATION_JSON)
    public NodeScanReport seal(@PathParam("queryId") String queryId)
            throws InterruptedException
    {
        return NodeScanReport.of(meter.seal(queryId, SEAL_WAIT), meter.hasRead(queryId));
    }
}
