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
package io.glaux.flight.write;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightMergeTableHandle;
import io.glaux.flight.metadata.FlightWriteHandle;
import io.glaux.protocol.v1.WriteKind;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.RowBlock;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.TinyintType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import static io.trino.spi.StandardErrorCode.NOT_SUPPORTED;
import static io.trino.spi.connector.ConnectorMergeSink.DELETE_OPERATION_NUMBER;
import static io.trino.spi.connector.ConnectorMergeSink.INSERT_OPERATION_NUMBER;
import static io.trino.spi.connector.ConnectorMergeSink.UPDATE_OPERATION_NUMBER;
import static java.util.Objects.requireNonNull;

/**
 * Takes the engine's pages of changes apart, into rows of each kind of write.
 */
final class MergeRows
        implements RowWriterThread.RowTarget
{
    private static final int CHANNELS_BEHIND_DATA = 3;

    private final WriteTargets targets;
    private final ConnectorSession session;
    private final FlightMergeTableHandle merge;
    private final Map<Change, RowStream> streams = new ConcurrentHashMap<>();

    MergeRows(WriteTargets targets, ConnectorSession session, FlightMergeTableHandle merge)
    {
        this.targets = requireNonNull(targets, "targets is null");
        this.session = requireNonNull(session, "session is null");
        this.merge = requireNonNull(merge, "merge is null");
    }

    /**
     * @param mergeCase the number of the case, of an update; 0 of others
     */
    private record Change(int operation, int mergeCase)
            implements Comparable<Change>
    {
        @Override
        public int compareTo(Change other)
        {
            // rows are deleted before others are inserted in their place
            return Comparator.comparingInt(Change::rank)
                    .thenComparingInt(Change::operation)
                    .thenComparingInt(Change::mergeCase)
                    .compare(this, other);
        }

        private int rank()
        {
            return operation == INSERT_OPERATION_NUMBER ? 1 : 0;
        }
    }

    @Override
    public void write(Page page)
            throws InterruptedException
    {
        int dataColumns = page.getChannelCount() - CHANNELS_BEHIND_DATA;
        Block operations = page.getBlock(dataColumns);
        Block cases = page.getBlock(dataColumns + 1);
        Map<Change, List<Integer>> changes = new TreeMap<>();
        for (int i = 0; i < page.getPositionCount(); i++) {
            int operation = TinyintType.TINYINT.getByte(operations, i);
            int mergeCase = operation == UPDATE_OPERATION_NUMBER ? IntegerType.INTEGER.getInt(cases, i) : 0;
            changes.computeIfAbsent(new Change(operation, mergeCase), _ -> new ArrayList<>()).add(i);
        }
        for (Map.Entry<Change, List<Integer>> change : changes.entrySet()) {
            int[] positions = change.getValue().stream().mapToInt(Integer::intValue).toArray();
            write(change.getKey(), page.getPositions(positions, 0, positions.length));
        }
    }

    private void write(Change change, Page page)
            throws InterruptedException
    {
        FlightWriteHandle write = handle(change);
        List<Block> blocks = new ArrayList<>();
        if (change.operation() != INSERT_OPERATION_NUMBER) {
            blocks.addAll(RowBlock.getRowFieldsFromBlock(page.getBlock(page.getChannelCount() - 1)));
        }
        if (change.operation() != DELETE_OPERATION_NUMBER) {
            for (FlightColumnHandle column : write.columns()) {
                blocks.add(page.getBlock(merge.dataColumns().indexOf(column)));
            }
        }
        streams.computeIfAbsent(change, _ -> stream(change, write))
                .write(new Page(page.getPositionCount(), blocks.toArray(Block[]::new)));
    }

    private FlightWriteHandle handle(Change change)
    {
        Optional<FlightWriteHandle> handle = change.operation() == UPDATE_OPERATION_NUMBER
                ? Optional.ofNullable(merge.updates().get(change.mergeCase()))
                : merge.rows().filter(rows -> rows.kinds().contains(kind(change)));
        return handle.orElseThrow(() -> new TrinoException(
                NOT_SUPPORTED,
                "The source of this catalog does not support %s".formatted(switch (kind(change)) {
                    case WRITE_KIND_INSERT -> "INSERT";
                    case WRITE_KIND_DELETE -> "DELETE";
                    default -> "UPDATE";
                })));
    }

    private static WriteKind kind(Change change)
    {
        return switch (change.operation()) {
            case INSERT_OPERATION_NUMBER -> WriteKind.WRITE_KIND_INSERT;
            case DELETE_OPERATION_NUMBER -> WriteKind.WRITE_KIND_DELETE;
            case UPDATE_OPERATION_NUMBER -> WriteKind.WRITE_KIND_UPDATE;
            default -> throw new IllegalArgumentException("An unknown operation: " + change.operation());
        };
    }

    private RowStream stream(Change change, FlightWriteHandle write)
    {
        List<FlightColumnHandle> columns = new ArrayList<>();
        if (change.operation() != INSERT_OPERATION_NUMBER) {
            columns.addAll(merge.rowId().rowId());
        }
        if (change.operation() != DELETE_OPERATION_NUMBER) {
            columns.addAll(write.columns());
        }
        return targets.stream(session, write, kind(change), columns);
    }

    @Override
    public void finish()
            throws InterruptedException
    {
        for (RowStream stream : streams.values()) {
            stream.finish();
        }
    }

    @Override
    public void abort()
    {
        streams.values().forEach(RowStream::close);
    }
}
