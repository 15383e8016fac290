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
package io.glaux.flight.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.flight.testing.TestingRows;
import io.glaux.protocol.v1.BatchMetadata;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes one answer of a host wrong, in a way that does not keep to the protocol. Thread-safe.
 */
final class WrongAnswers
        implements TamperingProxy.Tampering
{
    /**
     * What is wrong.
     */
    enum Wrong
    {
        SCHEMA,
        BATCH,
        /**
         * The stream ends, and well, before its last batch.
         */
        END,
    }

    private final Wrong wrong;
    private final Random random;
    private final int position;
    private final Map<Object, Integer> answers = new HashMap<>();
    private final AtomicBoolean isDone = new AtomicBoolean();

    /**
     * @param position of the message of a stream that is wrong; the schema is the first
     */
    WrongAnswers(Wrong wrong, Random random, int position)
    {
        this.wrong = wrong;
        this.random = random;
        this.position = wrong == Wrong.SCHEMA ? 0 : Math.max(1, position);
    }

    /**
     * Whether an answer was changed.
     */
    boolean isDone()
    {
        return isDone.get();
    }

    private static boolean isStream(String method)
    {
        return method.endsWith("/DoGet") || method.endsWith("/DoExchange");
    }

    @Override
    public void opens(String method) {}

    @Override
    public synchronized List<byte[]> change(String method, Object call, byte[] message)
    {
        if (!isStream(method) || answers.merge(call, 1, Integer::sum) - 1 != position || isDone.get()) {
            return List.of(message);
        }
        isDone.set(true);
        try {
            return switch (wrong) {
                case SCHEMA -> List.of(schema(FlightData.parseFrom(message)).toByteArray());
                case BATCH -> List.of(batch(FlightData.parseFrom(message)).toByteArray());
                case END -> List.of();
            };
        }
        catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public synchronized boolean ends(String method, Object call)
    {
        return wrong == Wrong.END && isDone.get() && answers.getOrDefault(call, 0) == position + 1;
    }

    private FlightData schema(FlightData right)
    {
        return switch (random.nextInt(4)) {
            case 0 -> TestingRows.schema(new Schema(List.of(TestingRows.NAME)));
            case 1 -> TestingRows.schema(new Schema(List.of()));
            case 2 -> right.toBuilder().setDataHeader(garbage()).build();
            default -> TestingRows.batch(0, 3, BatchMetadata.getDefaultInstance());
        };
    }

    private FlightData batch(FlightData right)
    {
        int bodyBytes = right.getDataBody().size();
        return switch (random.nextInt(5)) {
            case 0 -> right.toBuilder().setDataHeader(garbage()).build();
            case 1 -> right.toBuilder().clearDataHeader().build();
            case 2 -> right.toBuilder().setAppMetadata(ByteString.copyFromUtf8("not a message")).build();
            case 3 -> TestingRows.schema(TestingRows.SCHEMA);
            default -> bodyBytes == 0
                    ? right.toBuilder().clearAppMetadata().build()
                    : right.toBuilder().setDataBody(right.getDataBody().substring(0, bodyBytes / 2)).build();
        };
    }

    private ByteString garbage()
    {
        byte[] bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
