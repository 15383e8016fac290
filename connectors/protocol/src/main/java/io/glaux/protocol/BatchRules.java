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
package io.glaux.protocol;

/**
 * How large a record batch may be.
 */
public final class BatchRules
{
    private BatchRules() {}

    /**
     * @param bodyBytes of {@link BodyBytes}
     * @param maxBatchBytes what the host said in its hello; 0: it said nothing
     * @throws ProtocolException if the batch is larger than the protocol lets it be
     */
    public static void check(int rows, int columns, long bodyBytes, long maxBatchBytes)
    {
        if (rows < 0 || (columns > 0 && rows > ProtocolLimits.BATCH_ROWS)) {
            throw new ProtocolException(
                    ErrorCode.HOST_FAILED,
                    "A record batch of %s rows came, and one has at most %s".formatted(
                            rows,
                            ProtocolLimits.BATCH_ROWS));
        }
        long limit = rows > 1 ? batchBytes(maxBatchBytes) : ProtocolLimits.ROW_BYTES;
        if (bodyBytes > limit) {
            throw new ProtocolException(
                    ErrorCode.HOST_FAILED,
                    "A record batch of %s rows and %s bytes came, and one has at most %s bytes".formatted(
                            rows,
                            bodyBytes,
                            limit));
        }
    }

    /**
     * The limit that holds for batches of more than one row.
     *
     * @param said by the host in its hello; 0: nothing
     */
    public static long batchBytes(long said)
    {
        return said <= 0 ? ProtocolLimits.BATCH_BYTES : Math.min(said, ProtocolLimits.BATCH_BYTES);
    }
}
