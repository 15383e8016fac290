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
package io.glaux.lake;

import io.glaux.metering.QueryStamp;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanMeters;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.security.ConnectorIdentity;

import static java.util.Objects.requireNonNull;

/**
 * Makes file systems whose reads are counted. The query is the session's; where a connector passes on an identity only,
 * the one that the coordinator stamped into it; and with neither, the account of the system: what the catalog itself
 * reads.
 * <p>
 * Trino makes a file system for every operation, so that this must stay cheap.
 */
public final class MeteredFileSystemFactory
        implements TrinoFileSystemFactory
{
    private final TrinoFileSystemFactory delegate;
    private final TrinoFileSystemFactory requesterPays;
    private final String catalogName;
    private final TableFormat format;

    /**
     * @param requesterPays for the queries of workgroups whose requests say so
     */
    MeteredFileSystemFactory(
            TrinoFileSystemFactory delegate,
            TrinoFileSystemFactory requesterPays,
            String catalogName,
            TableFormat format)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.requesterPays = requireNonNull(requesterPays, "requesterPays is null");
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.format = requireNonNull(format, "format is null");
    }

    @Override
    public TrinoFileSystem create(ConnectorIdentity identity)
    {
        return create(delegate(identity).create(identity), identity.getExtraCredentials()
                .getOrDefault(QueryStamp.QUERY_ID, ScanMeter.SYSTEM));
    }

    @Override
    public TrinoFileSystem create(ConnectorSession session)
    {
        return create(delegate(session.getIdentity()).create(session), session.getQueryId());
    }

    private TrinoFileSystemFactory delegate(ConnectorIdentity identity)
    {
        return Boolean.parseBoolean(identity.getExtraCredentials().get(QueryStamp.REQUESTER_PAYS))
                ? requesterPays
                : delegate;
    }

    private TrinoFileSystem create(TrinoFileSystem fileSystem, String queryId)
    {
        return new MeteredFileSystem(fileSystem, new FileMeter(ScanMeters.installed(), queryId, catalogName, format));
    }
}
