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
package io.glaux.testing.federation;

import com.google.protobuf.CodedOutputStream;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test counts of a connection to a host, and that it keeps nothing of streams that are over.
 */
class TestFlightBodies
{
    private static final int STREAM = 3;
    private static final int BODY = 100_000;

    private final ConcurrentLinkedQueue<AtomicLong> streams = new ConcurrentLinkedQueue<>();
    private final FlightBodies bodies = new FlightBodies(streams);

    @Test
    void bodiesOfAStreamAreAddedUp()
            throws IOException
    {
        byte[] message = message(BODY);
        fromHost(frame(HttpFrames.DATA, 0, message));
        fromHost(frame(HttpFrames.DATA, 0, message));
        assertThat(bodies.open()).isEqualTo(1);
        fromHost(frame(HttpFrames.HEADERS, HttpFrames.END_STREAM, new byte[20]));
        assertThat(bodies.open()).isZero();
        assertThat(passed()).isEqualTo(2 * BODY);
    }

    @Test
    void framesThatComeInPiecesAreRead()
            throws IOException
    {
        byte[] sent = frame(HttpFrames.DATA, 0, message(BODY));
        for (byte one : sent) {
            assertThat(passed()).isZero();
            fromHost(new byte[] {one});
        }
        assertThat(passed()).isEqualTo(BODY);
    }

    @Test
    void aStreamThatTheEngineGaveUpIsForgotten()
            throws IOException
    {
        byte[] message = message(BODY);
        fromHost(frame(HttpFrames.DATA, 0, message));
        byte[] half = new byte[message.length / 2];
        System.arraycopy(message, 0, half, 0, half.length);
        fromHost(frame(HttpFrames.DATA, 0, half));
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
        bodies.fromEngine(preface, preface.length);
        byte[] reset = frame(HttpFrames.RST_STREAM, 0, new byte[4]);
        bodies.fromEngine(reset, reset.length);
        assertThat(bodies.open()).isZero();
        // still under way from the host
        fromHost(frame(HttpFrames.DATA, 0, half));
        assertThat(bodies.open()).isZero();
        assertThat(passed()).isEqualTo(BODY);
    }

    private void fromHost(byte[] bytes)
            throws IOException
    {
        bodies.fromHost(bytes, bytes.length);
    }

    private long passed()
    {
        return streams.stream().mapToLong(AtomicLong::get).sum();
    }

    private static byte[] frame(int type, int flags, byte[] payload)
    {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(STREAM)
                .put(payload)
                .array();
    }

    /**
     * Of gRPC, with a FlightData that has a body of some length.
     */
    private static byte[] message(int body)
            throws IOException
    {
        ByteArrayOutputStream flightData = new ByteArrayOutputStream();
        CodedOutputStream fields = CodedOutputStream.newInstance(flightData);
        fields.writeByteArray(2, new byte[50]);
        fields.writeByteArray(1000, new byte[body]);
        fields.flush();
        return ByteBuffer.allocate(5 + flightData.size())
                .put((byte) 0)
                .putInt(flightData.size())
                .put(flightData.toByteArray())
                .array();
    }
}
