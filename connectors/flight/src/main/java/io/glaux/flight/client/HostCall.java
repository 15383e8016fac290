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
package io.glaux.flight.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static java.util.Objects.requireNonNull;

/**
 * One call. An answer comes only when it was asked for, so the host makes no more than the network holds. Used by one
 * thread; {@link #close} by any.
 *
 * @param <Q> what is sent
 * @param <R> what comes
 */
public final class HostCall<Q, R>
        implements AutoCloseable
{
    private final Replica replica;
    private final ClientCall<Q, R> call;
    private final AnswerTimes times;
    private final Consumer<R> discard;
    private final boolean sendsOne;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    @GuardedBy("lock")
    private Optional<R> arrived = Optional.empty();
    @GuardedBy("lock")
    private Optional<Outcome> outcome = Optional.empty();
    @GuardedBy("lock")
    private boolean isClosed;

    private HostCall(
            Replica replica,
            ClientCall<Q, R> call,
            AnswerTimes times,
            Consumer<R> discard,
            boolean sendsOne)
    {
        this.replica = requireNonNull(replica, "replica is null");
        this.call = requireNonNull(call, "call is null");
        this.times = requireNonNull(times, "times is null");
        this.discard = requireNonNull(discard, "discard is null");
        this.sendsOne = sendsOne;
    }

    /**
     * @param discard frees an answer that nobody takes
     */
    static <Q, R> HostCall<Q, R> start(
            Replica replica,
            MethodDescriptor<Q, R> method,
            CallOptions options,
            AnswerTimes times,
            Consumer<R> discard)
    {
        Channel channel = replica.channel();
        HostCall<Q, R> started = new HostCall<>(
                replica,
                channel.newCall(method, options),
                times,
                discard,
                method.getType().clientSendsOneMessage());
        replica.opened();
        started.call.start(started.new Listener(), replica.headers());
        return started;
    }

    public HostAddress address()
    {
        return replica.address();
    }

    /**
     * Sends a message, once the transport has room for it.
     *
     * @throws HostException if the call is over
     */
    public void send(Q message)
            throws InterruptedException
    {
        long waited = System.nanoTime();
        lock.lockInterruptibly();
        try {
            // gRPC does not tell when there is room where only one message is sent, and there is always room for one
            while (!sendsOne && !call.isReady()) {
                throwIfOver();
                long left = times.answer().toNanos() - (System.nanoTime() - waited);
                if (left <= 0 || changed.awaitNanos(left) <= 0) {
                    throw silent("did not take a message");
                }
            }
            throwIfOver();
        }
        finally {
            lock.unlock();
        }
        call.sendMessage(message);
    }

    /**
     * Nothing more will be sent.
     */
    public void finishSending()
    {
        call.halfClose();
    }

    /**
     * Asks for one answer and waits for it.
     *
     * @return none: the host has ended the call, and well
     * @throws HostException if the host failed the call, is not alive, or takes too long
     */
    public Optional<R> next()
            throws InterruptedException
    {
        call.request(1);
        long start = System.nanoTime();
        long probed = start;
        while (true) {
            Optional<R> answer = poll(times.probe());
            if (answer.isPresent()) {
                return answer;
            }
            if (isOver()) {
                return Optional.empty();
            }
            long now = System.nanoTime();
            if (now - start >= times.answer().toNanos()) {
                throw silent("did not answer");
            }
            if (now - probed >= times.probe().toNanos()) {
                replica.probe();
                probed = System.nanoTime();
            }
        }
    }

    private Optional<R> poll(Duration patience)
            throws InterruptedException
    {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (arrived.isEmpty() && outcome.isEmpty() && !isClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Optional<R> answer = arrived;
            arrived = Optional.empty();
            return answer;
        }
        finally {
            lock.unlock();
        }
    }

    private boolean isOver()
    {
        lock.lock();
        try {
            if (arrived.isPresent()) {
                // it came, and with it the end, since nobody waited for it
                return false;
            }
            if (outcome.isPresent() && !outcome.get().status().isOk()) {
                throw failure(outcome.get());
            }
            if (isClosed) {
                throw closed();
            }
            return outcome.isPresent();
        }
        finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void throwIfOver()
    {
        if (isClosed) {
            throw closed();
        }
        if (outcome.isPresent()) {
            throw failure(outcome.get());
        }
    }

    private HostException failure(Outcome ended)
    {
        if (ended.status().isOk()) {
            return HostException.lasting(
                    FlightErrorCode.GLAUX_HOST_FAILED,
                    "The host %s ended a call before it had everything".formatted(address()),
                    null);
        }
        return HostErrors.of(address(), ended.status(), ended.trailers());
    }

    private HostException silent(String what)
    {
        return HostException.passing(
                GLAUX_HOST_UNAVAILABLE,
                "The host %s %s within %s s".formatted(address(), what, times.answer().toSeconds()),
                null);
    }

    private HostException closed()
    {
        return HostException.lasting(
                GLAUX_HOST_UNAVAILABLE,
                "A call to the host %s was given up".formatted(address()),
                null);
    }

    /**
     * Gives the call up if it is not over; the host is told.
     */
    @Override
    public void close()
    {
        Optional<R> left;
        boolean isUnderWay;
        lock.lock();
        try {
            isUnderWay = !isClosed && outcome.isEmpty();
            isClosed = true;
            left = arrived;
            arrived = Optional.empty();
            changed.signalAll();
        }
        finally {
            lock.unlock();
        }
        left.ifPresent(discard);
        if (isUnderWay) {
            call.cancel("Nobody wants the answers any more", null);
        }
    }

    /**
     * When to give up.
     *
     * @param answer how long one answer may take
     * @param probe after how long the host is asked whether it is alive, and how long it has to say so
     */
    record AnswerTimes(Duration answer, Duration probe)
    {
        static CallOptions deadline(Duration timeout)
        {
            return CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private record Outcome(Status status, Metadata trailers) {}

    private final class Listener
            extends ClientCall.Listener<R>
    {
        @Override
        public void onMessage(R message)
        {
            boolean isWanted;
            lock.lock();
            try {
                isWanted = !isClosed && arrived.isEmpty();
                if (isWanted) {
                    arrived = Optional.of(message);
                    changed.signalAll();
                }
            }
            finally {
                lock.unlock();
            }
            if (!isWanted) {
                discard.accept(message);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers)
        {
            replica.closed();
            lock.lock();
            try {
                outcome = Optional.of(new Outcome(status, trailers));
                changed.signalAll();
            }
            finally {
                lock.unlock();
            }
        }

        @Override
        public void onReady()
        {
            lock.lock();
            try {
                changed.signalAll();
            }
            finally {
                lock.unlock();
            }
        }
    }
}
