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
package io.glaux.flight.metadata;

import io.glaux.metering.QueryStamp;
import io.glaux.protocol.v1.CallContext;
import io.trino.spi.connector.ConnectorSession;

/**
 * Whose call it is, for the host.
 */
public final class CallContexts
{
    private CallContexts() {}

    /**
     * @param hostCatalog the name of the catalog in the host
     */
    public static CallContext of(String hostCatalog, ConnectorSession session)
    {
        return CallContext.newBuilder()
                .setCatalog(hostCatalog)
                .setQueryId(session.getQueryId())
                .setUser(session.getUser())
                .setTimeZone(session.getTimeZoneKey().getId())
                .setWorkgroup(session.getIdentity().getExtraCredentials().getOrDefault(QueryStamp.WORKGROUP, ""))
                .build();
    }
}
