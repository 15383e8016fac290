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

import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.RetryMode;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static io.glaux.protocol.v1.Feature.FEATURE_DELETE;
import static io.glaux.protocol.v1.Feature.FEATURE_INSERT;
import static io.glaux.protocol.v1.Feature.FEATURE_UPDATE;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_DELETE;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_INSERT;
import static io.glaux.protocol.v1.WriteKind.WRITE_KIND_UPDATE;
import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.connector.RetryMode.NO_RETRIES;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

/**
 * The writes of one transaction, from their begin to their end. Thread-safe.
 */
final class Writes
{
    private static final System.Logger LOGGER = System.getLogger(Writes.class.getName());

    private final FederatedSource source;
    private final Map<Opaque, Open> open = new ConcurrentHashMap<>();

    Writes(FederatedSource source)
    {
        this.source = requireNonNull(source, "source is null");
    }

    private record Open(FlightWriteHandle write, ConnectorSession session) {}

    FlightInsertTableHandle beginInsert(
            ConnectorSession session,
            DescribedTable table,
            List<ColumnHandle> columns,
            RetryMode retryMode)
    {
        refuseRetries(retryMode);
        if (!source.features().contains(FEATURE_INSERT)) {
            throw new TrinoException(NOT_SUPPORTED, "The source of this catalog does not support INSERT");
        }
        List<FlightColumnHandle> written = columns.stream().map(FlightColumnHandle.class::cast).toList();
        return new FlightInsertTableHandle(begin(session, table.source(), written, Set.of(WRITE_KIND_INSERT)));
    }

    /**
     * The id of a row of a table whose rows the source can change.
     */
    FlightColumnHandle rowId(DescribedTable table)
    {
        Set<Feature> features = source.features();
        if (!features.contains(FEATURE_DELETE) && !features.contains(FEATURE_UPDATE)) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "The source of this catalog does not support DELETE, UPDATE and MERGE");
        }
        return table.rowIdColumn().orElseThrow(() -> new TrinoException(
                NOT_SUPPORTED,
                "Rows of %s cannot be changed: the source has no columns that tell them apart".formatted(
                        table.source())));
    }

    FlightMergeTableHandle beginMerge(
            ConnectorSession session,
            FlightTableHandle handle,
            DescribedTable table,
            Map<Integer, Collection<ColumnHandle>> updateCaseColumns,
            RetryMode retryMode)
    {
        refuseRetries(retryMode);
        FlightColumnHandle rowId = rowId(table);
        Set<Feature> features = source.features();
        Set<WriteKind> kinds = EnumSet.noneOf(WriteKind.class);
        if (features.contains(FEATURE_INSERT)) {
            kinds.add(WRITE_KIND_INSERT);
        }
        if (features.contains(FEATURE_DELETE)) {
            kinds.add(WRITE_KIND_DELETE);
        }
        Map<Integer, FlightWriteHandle> updates = new HashMap<>();
        updateCaseColumns.forEach((number, columns) -> {
            if (!columns.isEmpty()) {
                if (!features.contains(FEATURE_UPDATE)) {
                    throw new TrinoException(NOT_SUPPORTED, "The source of this catalog does not support UPDATE");
                }
                List<FlightColumnHandle> changed = columns.stream().map(FlightColumnHandle.class::cast).toList();
                updates.put(number, begin(session, table.source(), changed, Set.of(WRITE_KIND_UPDATE)));
            }
        });
        Optional<FlightWriteHandle> rows = kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(begin(session, table.source(), table.handles(), kinds));
        return new FlightMergeTableHandle(handle, table.handles(), rowId, rows, updates);
    }

    private static void refuseRetries(RetryMode retryMode)
    {
        if (retryMode != NO_RETRIES) {
            throw new TrinoException(
                    NOT_SUPPORTED,
                    "Writes to this catalog cannot be tried again by the engine: "
                            + "set the session property retry_policy to NONE");
        }
    }

    private FlightWriteHandle begin(
            ConnectorSession session,
            SourceTable table,
            List<FlightColumnHandle> columns,
            Set<WriteKind> kinds)
    {
        List<String> names = columns.stream().map(column -> column.path().getFirst()).toList();
        BeginWriteResponse response = source.beginWrite(session, table.toMessage(), names, kinds);
        FlightWriteHandle write = new FlightWriteHandle(
                table,
                new Opaque(response.getWrite()),
                kinds,
                columns,
                response.getOnFailure());
        open.put(write.write(), new Open(write, session));
        return write;
    }

    void finish(ConnectorSession session, FlightWriteHandle write)
    {
        // whatever comes of it, it is not ended twice
        open.remove(write.write());
        try {
            source.endWrite(session, write, true);
        }
        catch (TrinoException e) {
            throw write.onFailure().isEmpty()
                    ? e
                    : new TrinoException(e::getErrorCode, "%s. %s".formatted(e.getMessage(), write.onFailure()), e);
        }
    }

    void finish(ConnectorSession session, FlightMergeTableHandle merge)
    {
        merge.updates().values().forEach(write -> finish(session, write));
        merge.rows().ifPresent(write -> finish(session, write));
    }

    /**
     * Ends what was not finished. The query has its own error by now, with what its failure leaves.
     */
    void rollBack()
    {
        for (Open left : List.copyOf(open.values())) {
            if (open.remove(left.write().write()) != null) {
                abort(left);
            }
        }
    }

    private void abort(Open left)
    {
        String query = left.session().getQueryId();
        try {
            String leftBehind = source.endWrite(left.session(), left.write(), false);
            if (!leftBehind.isEmpty()) {
                LOGGER.log(WARNING, "Query {0} failed and left in {1}: {2}", query, left.write().table(), leftBehind);
            }
        }
        catch (TrinoException e) {
            LOGGER.log(
                    WARNING,
                    "The write of query {0} to {1} could not be ended: {2}",
                    query,
                    left.write().table(),
                    e.getMessage());
        }
    }
}
