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
package io.glaux.engine.trino.batches;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.SourcePage;

import java.util.Arrays;
import java.util.Optional;

import static io.trino.spi.StandardErrorCode.EXCEEDED_SCAN_LIMIT;
import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static java.util.Objects.requireNonNull;

/**
 * One stream: a permit for each batch, and one for the end of the stream, which only the source knows.
 */
final class BatchPageSource
        implements ConnectorPageSource
{
    private final ScanMeter meter;
    private final String queryId;
    private final ScanKey key;
    private final BatchTable table;
    private final int columns;
    private int next;
    private long bytes;
    private boolean finished;

    BatchPageSource(ScanMeter meter, String queryId, ScanKey key, BatchTable table, int columns)
    {
        this.meter = requireNonNull(meter, "meter is null");
        this.queryId = requireNonNull(queryId, "queryId is null");
        this.key = requireNonNull(key, "key is null");
        this.table = requireNonNull(table, "table is null");
        this.columns = columns;
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        Optional<Batch> batch = next < table.batches().size()
                ? Optional.of(table.batches().get(next))
                : Optional.empty();
        try (ReadPermit permit = acquire(batch.map(Batch::expected).orElse(Units.NONE))) {
            table.arriving().accept(next++);
            permit.served(batch.map(Batch::bytes).orElse(0L), batch.map(Batch::units).orElse(Units.NONE));
        }
        if (batch.isEmpty()) {
            finished = true;
            return null;
        }
        batch.get().failure().ifPresent(message -> {
            throw new TrinoException(GENERIC_INTERNAL_ERROR, message);
        });
        bytes += batch.get().bytes();
        Block[] blocks = new Block[columns];
        Arrays.fill(blocks, new LongArrayBlock(1, Optional.empty(), new long[] {next}));
        return SourcePage.create(new Page(1, blocks));
    }

    private ReadPermit acquire(Units expected)
    {
        try {
            return meter.acquire(queryId, key, ReadRequest.batch(expected));
        }
        catch (ScanRefusedException e) {
            throw new TrinoException(EXCEEDED_SCAN_LIMIT, e.getMessage(), e);
        }
    }

    @Override
    public long getCompletedBytes()
    {
        return bytes;
    }

    @Override
    public long getReadTimeNanos()
    {
        return 0;
    }

    @Override
    public boolean isFinished()
    {
        return finished;
    }

    @Override
    public void close() {}
}
