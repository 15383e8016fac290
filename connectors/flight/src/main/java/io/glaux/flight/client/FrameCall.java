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

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A call that is answered with frames: a read, or a look-up. Used by one thread; {@link #close} by any.
 *
 * @param <Q> what is sent
 */
public final class FrameCall<Q>
        implements AutoCloseable
{
    private final HostCall<Q, InputStream> call;
    private final FrameReader reader;

    FrameCall(HostCall<Q, InputStream> call, FrameReader reader)
    {
        this.call = requireNonNull(call, "call is null");
        this.reader = requireNonNull(reader, "reader is null");
    }

    public HostAddress address()
    {
        return call.address();
    }

    /**
     * Asks for a frame and waits for it. The caller closes it.
     *
     * @return none: the host has ended the stream, and well
     * @throws HostException if the host failed
     */
    public Optional<Frame> next()
            throws InterruptedException
    {
        Optional<InputStream> message = call.next();
        return message.isEmpty() ? Optional.empty() : Optional.of(reader.read(message.get()));
    }

    public void send(Q message)
            throws InterruptedException
    {
        call.send(message);
    }

    public void finishSending()
    {
        call.finishSending();
    }

    @Override
    public void close()
    {
        call.close();
    }

    static void discard(InputStream message)
    {
        try {
            message.close();
        }
        catch (IOException _) {
            // its buffers are given back whatever it says
        }
    }
}
