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

import io.glaux.metering.ScanMeter;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.security.ConnectorIdentity;

import static java.util.Objects.requireNonNull;

/**
 * Makes file systems whose reads are counted for a query. The session knows the query; where Trino has only an identity at hand,
 * the query's id is among its extra credentials, stamped there by the engine.
 */
final class MeteredFileSystemFactory
        implements TrinoFileSystemFactory
{
    /**
     * The extra credential that the engine stamps on every session; clients cannot set it.
     */
    static final String QUERY_ID_CREDENTIAL = "glaux.query-id";

    private final TrinoFileSystemFactory delegate;
    private final String catalog;
    private final ScanMeter meter;

    MeteredFileSystemFactory(TrinoFileSystemFactory delegate, String catalog, ScanMeter meter)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.meter = requireNonNull(meter, "meter is null");
    }

    @Override
    public TrinoFileSystem create(ConnectorIdentity identity)
    {
        String queryId = identity.getExtraCredentials().getOrDefault(QUERY_ID_CREDENTIAL, ScanMeter.SYSTEM);
        return new MeteredFileSystem(delegate.create(identity), meter, queryId, catalog);
    }

    @Override
    public TrinoFileSystem create(ConnectorSession session)
    {
        return new MeteredFileSystem(delegate.create(session), meter, session.getQueryId(), catalog);
    }
}
