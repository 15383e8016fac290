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

import com.google.common.collect.ImmutableList;
import io.glaux.lake.PageSourceForecast.Reads;
import io.trino.memory.context.AggregatedMemoryContext;
import io.trino.orc.AbstractOrcDataSource;
import io.trino.orc.CachingOrcDataSource;
import io.trino.orc.DiskRange;
import io.trino.orc.OrcDataSource;
import io.trino.orc.OrcReaderOptions;
import io.trino.orc.OrcRecordReader;
import io.trino.orc.StripeReader;
import io.trino.orc.metadata.Stream;
import io.trino.orc.metadata.StripeFooter;
import io.trino.orc.metadata.StripeInformation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import static io.glaux.lake.PageSourceForecast.field;
import static io.glaux.lake.PageSourceForecast.method;
import static io.trino.memory.context.AggregatedMemoryContext.newSimpleAggregatedMemoryContext;
import static io.trino.orc.OrcDataSourceUtils.mergeAdjacentDiskRanges;
import static java.lang.Math.toIntExact;

/**
 * What an opened ORC reader will read. Which streams of a stripe it needs is known from the footer of the stripe, which
 * is read for it, and again when the query runs.
 */
final class OrcForecast
{
    private static final VarHandle DATA_SOURCE = field(OrcRecordReader.class, "orcDataSource", OrcDataSource.class);
    private static final VarHandle STRIPES = field(OrcRecordReader.class, "stripes", List.class);
    private static final VarHandle STRIPE_READER = field(OrcRecordReader.class, "stripeReader", StripeReader.class);
    private static final VarHandle INCLUDED = field(StripeReader.class, "includedOrcColumnIds", Set.class);
    private static final MethodHandle READ_FOOTER = method(
            StripeReader.class,
            "readStripeFooter",
            StripeFooter.class,
            StripeInformation.class,
            AggregatedMemoryContext.class);
    private static final VarHandle CACHED = field(CachingOrcDataSource.class, "dataSource", OrcDataSource.class);
    private static final VarHandle OPTIONS = field(AbstractOrcDataSource.class, "options", OrcReaderOptions.class);

    private final OrcRecordReader reader;
    private final List<StripeInformation> stripes;

    OrcForecast(OrcRecordReader reader)
    {
        this.reader = reader;
        this.stripes = ((List<?>) STRIPES.get(reader)).stream().map(StripeInformation.class::cast).toList();
    }

    /**
     * @param opened bytes that were read to open the reader
     */
    Reads reads(SplitRange split, long opened)
    {
        OptionalInt chosen = OptionalInt.of(stripes.size());
        if (stripes.isEmpty() || opened >= split.fileLength()) {
            // a small file is read whole as it is opened, and from memory from then on
            return new Reads(opened, true, chosen);
        }
        OrcDataSource source = (OrcDataSource) DATA_SOURCE.get(reader);
        if (source instanceof CachingOrcDataSource) {
            return new Reads(opened + tiny((AbstractOrcDataSource) CACHED.get(source)), true, chosen);
        }
        OrcReaderOptions options = (OrcReaderOptions) OPTIONS.get((AbstractOrcDataSource) source);
        Set<?> columns = (Set<?>) INCLUDED.get((StripeReader) STRIPE_READER.get(reader));
        long bytes = opened;
        boolean isExact = true;
        for (StripeInformation stripe : stripes) {
            List<Stream> streams = footer(stripe).getStreams();
            bytes += stripe.getFooterLength() + bytes(streams, columns, options);
            isExact &= streams.stream().noneMatch(OrcForecast::isBloomFilter);
        }
        return new Reads(bytes, isExact, chosen);
    }

    /**
     * Stripes that are all tiny are read together, with those between them that statistics rule out.
     */
    private long tiny(AbstractOrcDataSource source)
    {
        OrcReaderOptions options = (OrcReaderOptions) OPTIONS.get(source);
        List<DiskRange> ranges = stripes.stream()
                .map(stripe -> new DiskRange(stripe.getOffset(), toIntExact(stripe.getTotalLength())))
                .toList();
        return length(mergeAdjacentDiskRanges(ranges, options.getMaxMergeDistance(), options.getTinyStripeThreshold()));
    }

    private StripeFooter footer(StripeInformation stripe)
    {
        try {
            return (StripeFooter) READ_FOOTER.invokeExact(
                    (StripeReader) STRIPE_READER.get(reader),
                    stripe,
                    newSimpleAggregatedMemoryContext());
        }
        catch (RuntimeException | Error e) {
            throw e;
        }
        catch (Throwable e) {
            throw new IllegalStateException("The footer of a stripe of %s cannot be read"
                    .formatted(((OrcDataSource) DATA_SOURCE.get(reader)).getId()), e);
        }
    }

    /**
     * Streams near one another are read together, large ones alone.
     */
    private static long bytes(List<Stream> streams, Set<?> columns, OrcReaderOptions options)
    {
        List<DiskRange> small = new ArrayList<>();
        long large = 0;
        long offset = 0;
        for (Stream stream : streams) {
            if (stream.getLength() > 0 && columns.contains(stream.getColumnId())) {
                if (stream.getLength() <= options.getMaxBufferSize().toBytes()) {
                    small.add(new DiskRange(offset, stream.getLength()));
                }
                else {
                    large += stream.getLength();
                }
            }
            offset += stream.getLength();
        }
        List<DiskRange> together = small.isEmpty()
                ? ImmutableList.of()
                : mergeAdjacentDiskRanges(small, options.getMaxMergeDistance(), options.getMaxBufferSize());
        return large + length(together);
    }

    private static long length(List<DiskRange> ranges)
    {
        return ranges.stream().mapToLong(DiskRange::length).sum();
    }

    /**
     * They are read only for some types and filters.
     */
    private static boolean isBloomFilter(Stream stream)
    {
        return switch (stream.getStreamKind()) {
            case BLOOM_FILTER, BLOOM_FILTER_UTF8 -> true;
            default -> false;
        };
    }
}
