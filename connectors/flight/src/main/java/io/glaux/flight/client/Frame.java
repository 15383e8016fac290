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

import com.google.protobuf.ByteString;
import org.apache.arrow.memory.ArrowBuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One message of a stream of Arrow Flight: FlightData, with its body in memory that is freed when it is closed.
 */
public final class Frame
        implements AutoCloseable
{
    private final ByteString header;
    private final ByteString metadata;
    private final Optional<ArrowBuf> body;
    private final Runnable release;
    private boolean isClosed;

    Frame(ByteString header, ByteString metadata, Optional<ArrowBuf> body, Runnable release)
    {
        this.header = requireNonNull(header, "header is null");
        this.metadata = requireNonNull(metadata, "metadata is null");
        this.body = requireNonNull(body, "body is null");
        this.release = requireNonNull(release, "release is null");
    }

    /**
     * The message of Arrow IPC; empty when the frame has only metadata.
     */
    public ByteString header()
    {
        return header;
    }

    /**
     * The app_metadata.
     */
    public ByteString metadata()
    {
        return metadata;
    }

    public long bodyBytes()
    {
        return body.map(ArrowBuf::capacity).orElse(0L);
    }

    /**
     * A view of the body, for as long as the frame is open.
     */
    public ByteBuffer body()
    {
        return body.map(buffer -> buffer.nioBuffer(0, (int) buffer.capacity()))
                .orElseGet(() -> ByteBuffer.allocate(0))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close()
    {
        if (!isClosed) {
            isClosed = true;
            body.ifPresent(ArrowBuf::close);
            release.run();
        }
    }
}
