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
package io.glaux.host.action;

import com.google.protobuf.MessageLite;
import io.glaux.host.call.CallSignals;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.ProtocolLimits;
import org.apache.arrow.flight.FlightProducer.StreamListener;
import org.apache.arrow.flight.Result;

import static java.util.Objects.requireNonNull;

/**
 * The answers of an action, each when the client takes it.
 */
public final class Results
{
    private final StreamListener<Result> listener;
    private final CallSignals signals;

    public Results(StreamListener<Result> listener, CallSignals signals)
    {
        this.listener = requireNonNull(listener, "listener is null");
        this.signals = requireNonNull(signals, "signals is null");
    }

    /**
     * @throws ProtocolException if the message is larger than any may be
     */
    public void send(MessageLite message)
            throws InterruptedException
    {
        byte[] bytes = message.toByteArray();
        if (bytes.length > ProtocolLimits.MESSAGE_BYTES) {
            throw new ProtocolException(
                    ErrorCode.HOST_FAILED,
                    "An answer has %s bytes, and at most %s may be sent".formatted(
                            bytes.length, ProtocolLimits.MESSAGE_BYTES));
        }
        signals.awaitReady();
        listener.onNext(new Result(bytes));
    }
}
