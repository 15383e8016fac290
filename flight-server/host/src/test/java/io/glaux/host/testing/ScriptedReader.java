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
package io.glaux.host.testing;

import io.glaux.metering.Units;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowCursor;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import static java.util.Objects.requireNonNull;

/**
 * Rows {@code (i, "row i ...", (x, i))}, in pages of 1,000. What else happens is in the name of the table.
 */
final class ScriptedReader
        implements RowReader
{
    private static final int PAGE = 1_000;
    private static final int LARGE_BYTES = 50 << 20;

    private final Probe probe;
    private final ReadContext context;
    private final String table;
    private long next;

    ScriptedReader(Probe probe, ReadContext context, String table, Optional<OpaqueBytes> cursor)
    {
        this.probe = requireNonNull(probe, "probe is null");
        this.context = requireNonNull(context, "context is null");
        this.table = requireNonNull(table, "table is null");
        this.next = cursor.map(position -> Long.parseLong(position.text()) + 1).orElse(0L);
        probe.openReaders.incrementAndGet();
        probe.call.set(context.call());
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        probe.reader.set(Thread.currentThread());
        return switch (table) {
            case "numbers" -> page(rows, 100_000);
            case "endless" -> page(rows, Long.MAX_VALUE);
            case "large" -> large(rows);
            case "too-large" -> write(rows, "x".repeat(70 << 20));
            case "blocking" -> block();
            case "stubborn" -> ignoreInterruption();
            case "throwing" -> throw new IllegalStateException("about " + ScriptedSource.SECRET);
            case "error" -> throw new StackOverflowError(ScriptedSource.SECRET);
            case "assertion" -> throw new AssertionError(ScriptedSource.SECRET);
            case "failing" -> throw SourceException.retryable(
                    SourceErrorCode.THROTTLED,
                    "The source has enough",
                    Optional.of(Duration.ofMillis(1_234)),
                    null);
            case "failing-later" -> failLater(rows);
            case "wrong-value" -> wrongValue(rows);
            case "halting" -> halt();
            case "counted" -> count(rows);
            case "empty" -> false;
            default -> throw new IllegalArgumentException("There is no script for it");
        };
    }

    private boolean page(RowWriter rows, long count)
            throws InterruptedException
    {
        context.consumed(10 * PAGE, PAGE, Units.of(ScriptedSource.UNIT, 1));
        long end = Math.min(count, next + PAGE);
        while (next < end) {
            long row = next++;
            write(rows, "row %s %s".formatted(row, "x".repeat(100)), row);
        }
        return next < count;
    }

    private boolean write(RowWriter rows, String name)
            throws InterruptedException
    {
        write(rows, name, next++);
        return false;
    }

    private void write(RowWriter rows, String name, long row)
            throws InterruptedException
    {
        List<Field> fields = context.schema().getFields();
        for (int i = 0; i < fields.size(); i++) {
            switch (fields.get(i).getType()) {
                case ArrowType.Int _ -> rows.column(i).writeLong(row);
                case ArrowType.Utf8 _ -> rows.column(i).writeText(name);
                default -> rows.column(i).writeObject(List.of("x", row));
            }
        }
        RowCursor cursor = () -> Optional.of(OpaqueBytes.of(Long.toString(row)));
        rows.endRow(cursor);
    }

    private boolean large(RowWriter rows)
            throws InterruptedException
    {
        page(rows, 1_000);
        write(rows, "z".repeat(LARGE_BYTES));
        return page(rows, 2_000);
    }

    private boolean count(RowWriter rows)
            throws InterruptedException
    {
        rows.endRows(5_000_000);
        return false;
    }

    private boolean failLater(RowWriter rows)
            throws InterruptedException
    {
        if (page(rows, 20_000)) {
            return true;
        }
        throw SourceException.of(SourceErrorCode.SOURCE_FAILED, "The source failed later");
    }

    private static boolean wrongValue(RowWriter rows)
    {
        rows.column(1).writeText("\uD800");
        return false;
    }

    private boolean block()
            throws InterruptedException
    {
        try {
            new CountDownLatch(1).await();
            return false;
        }
        catch (InterruptedException e) {
            probe.interruptions.incrementAndGet();
            throw e;
        }
    }

    private boolean ignoreInterruption()
    {
        while (true) {
            try {
                probe.release.await();
                return false;
            }
            catch (InterruptedException _) {
                probe.interruptions.incrementAndGet();
            }
        }
    }

    private static boolean halt()
    {
        Runtime.getRuntime().halt(3);
        return false;
    }

    @Override
    public void close()
    {
        probe.closedReaders.incrementAndGet();
    }
}
