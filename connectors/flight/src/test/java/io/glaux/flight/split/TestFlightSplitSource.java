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
package io.glaux.flight.split;

import com.google.protobuf.ByteString;
import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostException;
import io.glaux.flight.metadata.ArrowTypeMapping;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightRelation;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedAggregation;
import io.glaux.flight.metadata.PushedLimit;
import io.glaux.flight.metadata.SplitAnswers;
import io.glaux.flight.pushdown.DomainTranslation;
import io.glaux.flight.pushdown.LiteralValues;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsResponse;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.DynamicFilterSnapshot;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;

import static io.trino.spi.connector.DynamicFilterSnapshot.EMPTY;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

class TestFlightSplitSource
{
    private static final FlightColumnHandle ID = FlightColumnHandle.column("id", "Id", BIGINT);
    private static final FlightColumnHandle OTHER = FlightColumnHandle.column("other", "other", BIGINT);
    private static final Executor DIRECT = Runnable::run;

    private final RootAllocator allocator = new RootAllocator(16 << 20);
    private final DomainTranslation domains = new DomainTranslation(
            new LiteralValues(new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER)), allocator),
            1_000);
    private final List<List<Conjunct>> asked = new ArrayList<>();

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    /**
     * Answers with batches of splits of given sizes, and knows how many were taken.
     */
    private static final class Answers
            implements SplitAnswers
    {
        private final int[] sizes;
        private int taken;
        private boolean isClosed;

        private Answers(int... sizes)
        {
            this.sizes = sizes;
        }

        @Override
        public boolean hasNext()
        {
            return taken < sizes.length;
        }

        @Override
        public SplitsResponse next()
        {
            SplitsResponse.Builder response = SplitsResponse.newBuilder();
            IntStream.range(0, sizes[taken]).forEach(split -> response.addSplits(Split.newBuilder()
                    .setTicket(ByteString.copyFromUtf8(taken + "." + split))
                    .setWeight(50)
                    .addLocations("grpc://a:1")));
            taken++;
            return response.build();
        }

        @Override
        public void close()
        {
            isClosed = true;
        }
    }

    private FlightSplitSource source(Answers answers, FlightColumnHandle... filtered)
    {
        return source(
                conjuncts -> {
                    asked.add(conjuncts);
                    return answers;
                },
                DIRECT,
                filtered);
    }

    private FlightSplitSource source(
            Function<List<Conjunct>, SplitAnswers> open,
            Executor executor,
            FlightColumnHandle... filtered)
    {
        return new FlightSplitSource(
                open, new DynamicFilters(domains, 256, Set.of(filtered)), Duration.ofSeconds(20), executor);
    }

    private static List<String> tickets(FlightSplitSource source, int maxSize)
            throws ExecutionException, InterruptedException
    {
        List<ConnectorSplit> splits = source.getNextBatch(maxSize, EMPTY).get();
        return splits.stream().map(split -> ((FlightSplit) split).ticket().bytes().toStringUtf8()).toList();
    }

    @Test
    void testTheHostMakesNoMoreThanIsTaken()
            throws Exception
    {
        Answers answers = new Answers(3, 0, 2, 2);
        FlightSplitSource source = source(answers);
        assertThat(asked).isEmpty();
        assertThat(tickets(source, 2)).containsExactly("0.0", "0.1");
        assertThat(answers.taken).isEqualTo(1);
        assertThat(tickets(source, 2)).containsExactly("0.2");
        assertThat(answers.taken).isEqualTo(1);
        assertThat(tickets(source, 10)).containsExactly("2.0", "2.1");
        assertThat(answers.taken).isEqualTo(3);
        assertThat(tickets(source, 10)).containsExactly("3.0", "3.1");
        assertThat(source.isFinished()).isFalse();
        assertThat(tickets(source, 10)).isEmpty();
        assertThat(source.isFinished()).isTrue();
        assertThat(answers.isClosed).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void testFailureIsTheHostsOwn()
            throws Exception
    {
        HostException failure = HostException.lasting(FlightErrorCode.GLAUX_SOURCE_FAILED, "The disk is gone", null);
        FlightSplitSource source = source(
                _ -> {
                    throw failure;
                },
                DIRECT);
        Throwable told = source.getNextBatch(1, EMPTY).handle((_, cause) -> cause).get();
        assertThat(told).describedAs("not wrapped into another, whose message a query would have").isSameAs(failure);
    }

    @Test
    void testDynamicFilterGoesWithTheFirstQuestion()
            throws Exception
    {
        FlightSplitSource source = source(new Answers(1), ID);
        assertThat(source.getRequestedDynamicFilterWaitTimeoutMillis()).isEqualTo(20_000);
        TupleDomain<ColumnHandle> known = TupleDomain.withColumnDomains(Map.of(
                ID, Domain.multipleValues(BIGINT, List.of(1L, 2L)),
                OTHER, Domain.singleValue(BIGINT, 3L)));

        assertThat(source.getNextBatch(10, new DynamicFilterSnapshot(known, true)).get()).hasSize(1);

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).hasSize(1);
        assertThat(asked.getFirst().getFirst().getExpression().getIn().getValue().getColumn().getPathList())
                .containsExactly("Id");
    }

    @Test
    void testNoPartnersIsNoSplits()
            throws Exception
    {
        FlightSplitSource source = source(new Answers(1), ID);
        assertThat(source.getNextBatch(10, new DynamicFilterSnapshot(TupleDomain.none(), true)).get()).isEmpty();
        assertThat(source.isFinished()).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void testNothingIsWaitedForWithoutColumns()
    {
        assertThat(source(new Answers(1)).getRequestedDynamicFilterWaitTimeoutMillis()).isZero();
    }

    @Test
    void testWhichColumnsMayBeFiltered()
    {
        FlightTableHandle handle = FlightTableHandle.of(FlightRelation.query("q"), List.of(ID, OTHER));
        Set<ColumnHandle> both = Set.of(ID, OTHER);
        assertThat(DynamicFilters.columns(handle, both)).containsExactlyInAnyOrder(ID, OTHER);
        // of the first rows those without a partner are first rows too
        assertThat(DynamicFilters.columns(handle.withLimit(new PushedLimit(5, true)), both)).isEmpty();
        FlightTableHandle grouped = handle.withAggregation(new PushedAggregation(List.of(ID), List.of()));
        assertThat(DynamicFilters.columns(grouped, both)).containsExactly(ID);
    }

    @Test
    void testCloseEndsAQuestionUnderWay()
            throws Exception
    {
        CountDownLatch isWaiting = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        SplitAnswers silent = new SplitAnswers()
        {
            @Override
            public boolean hasNext()
            {
                isWaiting.countDown();
                try {
                    isClosed.await();
                }
                catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throw HostException.lasting(FlightErrorCode.GLAUX_HOST_UNAVAILABLE, "Given up", null);
            }

            @Override
            public SplitsResponse next()
            {
                throw new IllegalStateException();
            }

            @Override
            public void close()
            {
                isClosed.countDown();
            }
        };
        FlightSplitSource source = source(_ -> silent, Thread::startVirtualThread);
        CompletableFuture<List<ConnectorSplit>> batch = source.getNextBatch(10, EMPTY);
        isWaiting.await();
        assertThat(batch).isNotDone();
        source.close();
        assertThat(batch.get()).isEmpty();
        assertThat(source.isFinished()).isTrue();
    }
}
