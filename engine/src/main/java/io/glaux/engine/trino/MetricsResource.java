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
import io.glaux.engine.metering.UsageScope;
import io.glaux.engine.metrics.QueryMetrics;
import io.trino.server.security.ResourceSecurity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;

import static io.trino.server.ServletSecurityUtils.authenticatedIdentity;
import static io.trino.server.security.ResourceSecurity.AccessType.AUTHENTICATED_USER;
import static java.util.Objects.requireNonNull;

/**
 * The metrics for Prometheus, which asks with the name and password of a user: an administrator gets those of all
 * workgroups, somebody else those of the workgroups that they manage.
 */
@Path("/v1/glaux/metrics")
@ResourceSecurity(AUTHENTICATED_USER)
public final class MetricsResource
{
    private final CoordinatorServices services;

    @Inject
    public MetricsResource(CoordinatorServices services)
    {
        this.services = requireNonNull(services, "services is null");
    }

    @GET
    @Produces(QueryMetrics.MEDIA_TYPE)
    public String metrics(@Context HttpServletRequest request)
    {
        UsageScope scope = authenticatedIdentity(request)
                .map(identity -> services.usage().access().scope(identity.getUser()))
                .filter(user -> user.everything() || !user.workgroups().isEmpty())
                .orElseThrow(() -> new ForbiddenException(
                        "Metrics are for admins, and for those who may manage a workgroup"));
        return services.metrics().openMetrics(
                workgroup -> scope.everything() || scope.workgroups().contains(workgroup));
    }
}
