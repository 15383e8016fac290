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
import io.glaux.engine.metering.LeaseAnswers;
import io.glaux.engine.metering.LeaseCall;
import io.trino.server.security.ResourceSecurity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import static io.trino.server.security.ResourceSecurity.AccessType.INTERNAL_ONLY;
import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;
import static java.util.Objects.requireNonNull;

/**
 * Where workers ask the coordinator for reads, and tell what they were served: only a bearer of the cluster's secret
 * may ask.
 */
@Path(LeaseResource.PATH)
@ResourceSecurity(INTERNAL_ONLY)
public final class LeaseResource
{
    static final String PATH = "/v1/glaux/leases";

    private final CoordinatorServices services;

    @Inject
    public LeaseResource(CoordinatorServices services)
    {
        this.services = requireNonNull(services, "services is null");
    }

    @POST
    @Consumes(APPLICATION_JSON)
    @Produces(APPLICATION_JSON)
    public LeaseAnswers exchange(LeaseCall call)
    {
        return services.budgets().exchange(call);
    }
}
