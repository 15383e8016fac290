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
import com.google.protobuf.CodedInputStream;
import io.grpc.Detachable;
import io.grpc.HasByteBuffer;
import io.grpc.MethodDescriptor;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.memory.ArrowBuf;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static java.util.Objects.requireNonNull;

/**
 * Reads FlightData as it comes: the body goes from the transport's buffers to one of Arrow's without a stop.
 */
final class FrameReader
{
    /**
     * Leaves messages as they came. The one who wants them reads them on a thread of their own, where waiting for
     * memory keeps no other call from its messages.
     */
    static final MethodDescriptor.Marshaller<InputStream> UNREAD = new Unread();

    private static final int WIRE_TYPE_BITS = 3;
    private static final int WIRE_TYPE_MASK = 7;
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;
    private static final int LARGEST_HEADER = 16 << 20;
    private static final int CHUNK = 64 << 10;

    private final FrameMemory memory;
    private final int maxBodyBytes;
    private final HostAddress address;

    FrameReader(FrameMemory memory, int maxBodyBytes, HostAddress address)
    {
        this.memory = requireNonNull(memory, "memory is null");
        this.maxBodyBytes = maxBodyBytes;
        this.address = requireNonNull(address, "address is null");
    }

    Frame read(InputStream message)
            throws InterruptedException
    {
        Parts parts = new Parts();
        try (message) {
            while (true) {
                int first = message.read();
                if (first < 0) {
                    break;
                }
                readField(message, CodedInputStream.readRawVarint32(first, message), parts);
            }
            return parts.frame();
        }
        catch (IOException e) {
            throw wrong("A message of the host %s cannot be read".formatted(address), e);
        }
        finally {
            parts.free();
        }
    }

    private void readField(InputStream message, int tag, Parts parts)
            throws IOException, InterruptedException
    {
        int field = tag >>> WIRE_TYPE_BITS;
        int wireType = tag & WIRE_TYPE_MASK;
        if (wireType != LENGTH_DELIMITED) {
            skip(message, wireType);
            return;
        }
        int length = varint(message);
        if (length < 0 || length > message.available()) {
            throw new EOFException("A field is longer than its message");
        }
        switch (field) {
            case FlightData.DATA_HEADER_FIELD_NUMBER -> parts.header = readBytes(message, length);
            case FlightData.APP_METADATA_FIELD_NUMBER -> parts.metadata = readBytes(message, length);
            case FlightData.DATA_BODY_FIELD_NUMBER -> readBody(message, length, parts);
            default -> message.skipNBytes(length);
        }
    }

    private static void skip(InputStream message, int wireType)
            throws IOException
    {
        switch (wireType) {
            case VARINT -> {
                int next = message.read();
                while (next >= 0x80) {
                    next = message.read();
                }
            }
            case FIXED_64 -> message.skipNBytes(Long.BYTES);
            case FIXED_32 -> message.skipNBytes(Integer.BYTES);
            default -> throw new IOException("A field of an unknown kind");
        }
    }

    private static int varint(InputStream message)
            throws IOException
    {
        int first = message.read();
        if (first < 0) {
            throw new EOFException("A field without a length");
        }
        return CodedInputStream.readRawVarint32(first, message);
    }

    private static ByteString readBytes(InputStream message, int length)
            throws IOException
    {
        if (length > LARGEST_HEADER) {
            throw new IOException("A header of %s bytes".formatted(length));
        }
        return ByteString.copyFrom(message.readNBytes(length));
    }

    private void readBody(InputStream message, int length, Parts parts)
            throws IOException, InterruptedException
    {
        parts.free();
        if (length > maxBodyBytes) {
            throw wrong(
                    "A batch of the host %s has %s bytes, and at most %s are taken: raise max-message-size".formatted(
                            address, length, maxBodyBytes),
                    null);
        }
        if (length == 0) {
            return;
        }
        FrameMemory.Space space = memory.reserve(length);
        parts.space = Optional.of(space);
        copy(message, length, space.buffer());
    }

    private static void copy(InputStream message, int length, ArrowBuf target)
            throws IOException
    {
        byte[] chunk = new byte[0];
        int copied = 0;
        while (copied < length) {
            ByteBuffer view = message instanceof HasByteBuffer buffers && buffers.byteBufferSupported()
                    ? buffers.getByteBuffer()
                    : null;
            if (view != null && view.hasRemaining()) {
                int count = Math.min(view.remaining(), length - copied);
                target.setBytes(copied, view.slice(view.position(), count));
                message.skipNBytes(count);
                copied += count;
                continue;
            }
            if (chunk.length == 0) {
                chunk = new byte[Math.min(CHUNK, length - copied)];
            }
            int count = message.read(chunk, 0, Math.min(chunk.length, length - copied));
            if (count < 0) {
                throw new EOFException("A body shorter than it says");
            }
            target.setBytes(copied, chunk, 0, count);
            copied += count;
        }
    }

    private static HostException wrong(String message, Throwable cause)
    {
        return HostException.lasting(GLAUX_HOST_FAILED, message, cause);
    }

    /**
     * What was read of a message.
     */
    private static final class Parts
    {
        private ByteString header = ByteString.EMPTY;
        private ByteString metadata = ByteString.EMPTY;
        private Optional<FrameMemory.Space> space = Optional.empty();

        private Frame frame()
        {
            Frame frame = new Frame(
                    header,
                    metadata,
                    space.map(FrameMemory.Space::buffer),
                    space.map(FrameMemory.Space::release).orElse(() -> {}));
            space = Optional.empty();
            return frame;
        }

        private void free()
        {
            space.ifPresent(taken -> {
                taken.buffer().close();
                taken.release().run();
            });
            space = Optional.empty();
        }
    }

    private static final class Unread
            implements MethodDescriptor.Marshaller<InputStream>
    {
        @Override
        public InputStream stream(InputStream value)
        {
            throw new UnsupportedOperationException("Frames are only read");
        }

        @Override
        public InputStream parse(InputStream stream)
        {
            if (stream instanceof Detachable detachable) {
                return detachable.detach();
            }
            try {
                return new ByteArrayInputStream(stream.readAllBytes());
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
