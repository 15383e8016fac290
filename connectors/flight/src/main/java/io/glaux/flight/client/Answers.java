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

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import org.apache.arrow.flight.impl.Flight;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The answers to an action that has many, each asked for when it is wanted. Until the first has come, the call goes to
 * another replica when one fails. Used by one thread; {@link #close} by any.
 */
public final class Answers<T extends Message>
        implements Iterator<T>, AutoCloseable
{
    private final HostAction<T> action;
    private final Message request;
    private final Attempts attempts;
    private final HostCall.AnswerTimes times;

    private volatile boolean isClosed;
    private volatile Optional<HostCall<Flight.Action, Flight.Result>> call = Optional.empty();
    private Optional<T> ahead = Optional.empty();
    private boolean isFinished;

    Answers(HostAction<T> action, Message request, Attempts attempts, HostCall.AnswerTimes times)
    {
        this.action = requireNonNull(action, "action is null");
        this.request = requireNonNull(request, "request is null");
        this.attempts = requireNonNull(attempts, "attempts is null");
        this.times = requireNonNull(times, "times is null");
    }

    /**
     * @throws HostException if the host failed
     */
    @Override
    public boolean hasNext()
    {
        if (ahead.isEmpty() && !isFinished && !isClosed) {
            try {
                ahead = call.isPresent() ? action.next(call.get()) : first();
            }
            catch (InterruptedException e) {
                close();
                throw HostException.interrupted(e);
            }
            isFinished = ahead.isEmpty();
            if (isFinished) {
                close();
            }
        }
        return ahead.isPresent();
    }

    private Optional<T> first()
            throws InterruptedException
    {
        while (true) {
            Replica replica = attempts.next();
            HostCall<Flight.Action, Flight.Result> started = null;
            try {
                started = action.start(replica, request, CallOptions.DEFAULT, times);
                call = Optional.of(started);
                if (isClosed) {
                    started.close();
                }
                Optional<T> answer = action.next(started);
                attempts.succeeded(replica);
                return answer;
            }
            catch (HostException e) {
                if (started != null) {
                    started.close();
                }
                attempts.failed(replica, e);
            }
        }
    }

    @Override
    public T next()
    {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T answer = ahead.orElseThrow();
        ahead = Optional.empty();
        return answer;
    }

    @Override
    public void close()
    {
        isClosed = true;
        call.ifPresent(HostCall::close);
    }
}
