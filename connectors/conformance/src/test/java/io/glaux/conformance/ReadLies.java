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
package io.glaux.conformance;

import com.google.protobuf.ByteString;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsResponse;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Lies in reads and in errors.
 */
final class ReadLies
{
    private ReadLies() {}

    static Lie hasNoLastBatch()
    {
        return headers(header -> List.of(header.toBuilder().setLast(false).build()));
    }

    static Lie sendsMoreAfterTheLastBatch()
    {
        return headers(header -> header.getLast() ? List.of(header, header) : List.of(header));
    }

    static Lie sendsBatchesTwice()
    {
        return headers(header -> header.getLast() ? List.of(header) : List.of(header, header));
    }

    static Lie sendsNoHeaders()
    {
        return headers(_ -> List.of());
    }

    static Lie metersBackwards()
    {
        return headers(header -> List.of(header.toBuilder().setSourceRows(-1).build()));
    }

    static Lie metersLessThanItReads()
    {
        return headers(header -> List.of(header.toBuilder().setSourceRows(header.getSourceRows() / 2).build()));
    }

    static Lie metersAtTheEnd()
    {
        AtomicLong kept = new AtomicLong();
        return headers(header -> {
            kept.addAndGet(header.getSourceRows());
            return List.of(header.toBuilder().setSourceRows(header.getLast() ? kept.getAndSet(0) : 0).build());
        });
    }

    /**
     * Read on from there, the last batch comes again.
     */
    static Lie tellsTheCursorBefore()
    {
        AtomicReference<ByteString> before = new AtomicReference<>(ByteString.EMPTY);
        return headers(header ->
                List.of(header.toBuilder().setResumeCursor(before.getAndSet(header.getResumeCursor())).build()));
    }

    private static Lie headers(Function<BatchMetadata, List<BatchMetadata>> change)
    {
        return new Lie()
        {
            @Override
            public List<BatchMetadata> headers(BatchMetadata header)
            {
                return change.apply(header);
            }
        };
    }

    static Lie beginsAgain()
    {
        return tickets(ticket -> ticket.toBuilder().clearResumeCursor().build());
    }

    static Lie endsBeforeTheBudget()
    {
        return tickets(ticket -> ticket.toBuilder().setByteBudget(ticket.getByteBudget() / 10).build());
    }

    /**
     * Whoever comes is taken for the one who planned.
     */
    static Lie readsForAnybody()
    {
        return tickets(ticket -> {
            CallContext owner = ticket.getContext().toBuilder()
                    .setQueryId("conformance-1")
                    .setUser("conformance")
                    .build();
            return ticket.toBuilder().setContext(owner).build();
        });
    }

    private static Lie tickets(UnaryOperator<ReadTicket> change)
    {
        return new Lie()
        {
            @Override
            public ReadTicket ticket(ReadTicket ticket)
            {
                return change.apply(ticket);
            }
        };
    }

    /**
     * Whatever the ticket, it reads the split that it made last.
     */
    static Lie doesNotLookAtTickets()
    {
        return new Lie()
        {
            private volatile ByteString last = ByteString.EMPTY;

            @Override
            public List<byte[]> answers(String type, byte[] request, List<byte[]> answers)
            {
                if (type.equals("splits")) {
                    answers.stream()
                            .flatMap(answer -> Lie.read(SplitsResponse.parser(), answer).getSplitsList().stream())
                            .map(Split::getTicket)
                            .forEach(ticket -> last = ticket);
                }
                return answers;
            }

            @Override
            public ReadTicket ticket(ReadTicket ticket)
            {
                return ticket.toBuilder().setSplit(last).build();
            }
        };
    }

    static Lie sendsOtherTypes()
    {
        return batches(batch -> replaced(batch, from -> {
            IntVector to = new IntVector(from.getName(), from.getAllocator());
            to.allocateNew(batch.getRowCount());
            return to;
        }));
    }

    static Lie sendsOtherValues()
    {
        return batches(batch -> replaced(batch, from -> {
            BigIntVector to = new BigIntVector(from.getName(), from.getAllocator());
            to.allocateNew(batch.getRowCount());
            for (int i = 0; i < batch.getRowCount(); i++) {
                if (!from.isNull(i)) {
                    to.set(i, from.get(i) + 1);
                }
            }
            return to;
        }));
    }

    static Lie leavesAColumnOut()
    {
        return batches(batch -> {
            List<FieldVector> vectors = new ArrayList<>();
            batch.getFieldVectors().stream().skip(1).forEach(vector -> vectors.add(copy(vector)));
            return root(vectors, batch.getRowCount());
        });
    }

    /**
     * @param change makes a vector of the first column of BIGINT
     */
    private static VectorSchemaRoot replaced(VectorSchemaRoot batch, Function<BigIntVector, FieldVector> change)
    {
        List<FieldVector> vectors = new ArrayList<>();
        boolean isReplaced = false;
        for (FieldVector vector : batch.getFieldVectors()) {
            if (!isReplaced && vector instanceof BigIntVector numbers) {
                isReplaced = true;
                vectors.add(change.apply(numbers));
            }
            else {
                vectors.add(copy(vector));
            }
        }
        return root(vectors, batch.getRowCount());
    }

    private static FieldVector copy(FieldVector vector)
    {
        FieldVector copy = vector.getField().createVector(vector.getAllocator());
        vector.makeTransferPair(copy).splitAndTransfer(0, vector.getValueCount());
        return copy;
    }

    private static VectorSchemaRoot root(List<FieldVector> vectors, int rows)
    {
        VectorSchemaRoot root = new VectorSchemaRoot(vectors);
        root.setRowCount(rows);
        return root;
    }

    private static Lie batches(UnaryOperator<VectorSchemaRoot> change)
    {
        return new Lie()
        {
            @Override
            public Optional<VectorSchemaRoot> batch(VectorSchemaRoot batch)
            {
                return Optional.of(change.apply(batch));
            }
        };
    }

    static Lie doesNotWait()
    {
        return new Lie()
        {
            @Override
            public boolean waitsForTheReader()
            {
                return false;
            }
        };
    }

    static Lie goesOnWhenCancelled()
    {
        return new Lie()
        {
            @Override
            public boolean endsWhenCancelled()
            {
                return false;
            }
        };
    }

    static Lie fails()
    {
        return batches(_ -> {
            throw CallStatus.INTERNAL.withDescription("for no reason").toRuntimeException();
        });
    }

    static Lie answersWhatItDoesNotKnow()
    {
        return failures(_ -> Optional.empty());
    }

    static Lie failsWithoutReason()
    {
        return failures(_ -> Optional.of(CallStatus.INTERNAL.withDescription("it failed").toRuntimeException()));
    }

    static Lie hasEverythingTriedAgain()
    {
        return failures(failure -> {
            ErrorDetail detail = HostFailureException.of(failure).detail().orElseThrow();
            ErrorFlightMetadata metadata = new ErrorFlightMetadata();
            metadata.insert(
                    ErrorDetails.TRAILER,
                    detail.toBuilder().setRetryable(true).build().toByteArray());
            return Optional.of(CallStatus.UNAVAILABLE.withMetadata(metadata).toRuntimeException());
        });
    }

    private static Lie failures(Function<FlightRuntimeException, Optional<FlightRuntimeException>> change)
    {
        return new Lie()
        {
            @Override
            public Optional<FlightRuntimeException> failure(FlightRuntimeException failure)
            {
                return change.apply(failure);
            }
        };
    }
}
