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
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.metering.QueryStamp;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.server.QuerySessionSupplier;
import io.trino.server.SessionContext;
import io.trino.server.SessionSupplier;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;
import io.trino.spi.security.Identity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import static io.trino.SystemSessionProperties.QUERY_MAX_MEMORY;
import static io.trino.SystemSessionProperties.RESOURCE_OVERCOMMIT;
import static io.trino.SystemSessionProperties.getQueryMaxMemory;
import static io.trino.spi.StandardErrorCode.INVALID_SESSION_PROPERTY;
import static io.trino.spi.StandardErrorCode.PERMISSION_DENIED;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.util.Objects.requireNonNull;

/**
 * Makes Trino's session, and stamps query, workgroup and who pays into its identity, from where they reach every
 * worker. What a client sends under these names is overwritten. A query of an unknown or forbidden workgroup fails
 * here, before it is planned. What limits the memory of a workgroup's queries is set here too, so that no client can
 * set it higher.
 */
final class StampingSessionSupplier
        implements SessionSupplier
{
    private final QuerySessionSupplier delegate;
    private final QueryWorkgroups workgroups;

    @Inject
    StampingSessionSupplier(QuerySessionSupplier delegate, QueryWorkgroups workgroups)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    @Override
    public Session createSession(QueryId queryId, Span querySpan, SessionContext context)
    {
        Session session = delegate.createSession(queryId, querySpan, context);
        Identity identity = session.getIdentity();
        Map<String, String> credentials = new HashMap<>(identity.getExtraCredentials());
        credentials.put(QueryStamp.QUERY_ID, queryId.id());
        String workgroup = workgroup(context);
        credentials.put(QueryStamp.WORKGROUP, workgroup);
        credentials.put(QueryStamp.REQUESTER_PAYS, String.valueOf(workgroups.requesterPays(workgroup)));
        Session.SessionBuilder stamped = Session.builder(session)
                .setStart(justAfterAMillisecond(session.getStart()))
                .setIdentity(Identity.from(identity).withExtraCredentials(credentials).build());
        workgroups.memoryBytes(workgroup).ifPresent(limit -> stamped
                .setSystemProperty(
                        QUERY_MAX_MEMORY, bytes(Math.min(limit, getQueryMaxMemory(session).toBytes())))
                // it would lift the limit for as long as the cluster has memory
                .setSystemProperty(RESOURCE_OVERCOMMIT, "false"));
        return stamped.build();
    }

    private static String bytes(long bytes)
    {
        return bytes + "B";
    }

    /**
     * {@code FOR TIMESTAMP AS OF current_timestamp} must be before the start of its session, and is that start rounded
     * to milliseconds: half of the time it would be refused.
     */
    private static Instant justAfterAMillisecond(Instant start)
    {
        return start.truncatedTo(MILLIS).plus(1, MICROS);
    }

    private String workgroup(SessionContext context)
    {
        try {
            return workgroups.resolve(context.getIdentity().getUser(), WorkgroupTag.find(context.getClientTags()));
        }
        catch (GlauxException e) {
            throw new TrinoException(
                    e.code() == ErrorCode.ACCESS_DENIED ? PERMISSION_DENIED : INVALID_SESSION_PROPERTY,
                    e.getMessage(),
                    e);
        }
    }
}
