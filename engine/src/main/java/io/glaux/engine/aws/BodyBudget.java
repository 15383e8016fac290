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
package io.glaux.engine.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

import static java.lang.Math.clamp;

/**
 * The memory for bodies that are held until their signatures are checked, of all requests together: whoever knows the
 * id of a key may send a body, and must not fill the heap with it. The beginning of each body is free, so ordinary
 * requests are answered whatever others send.
 */
final class BodyBudget
{
    static final int FREE_BYTES = 32 * 1024;
    static final int PIECE_BYTES = 64 * 1024;
    /**
     * A body is in memory up to three times while it is gathered and parsed.
     */
    private static final int HEAP_PART = 8;

    private final Semaphore pieces;

    /**
     * @param bytes for all bodies beyond their free beginnings
     */
    BodyBudget(long bytes)
    {
        this.pieces = new Semaphore(clamp(bytes / PIECE_BYTES, 1, Integer.MAX_VALUE));
    }

    static BodyBudget ofHeap()
    {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    Lease lease()
    {
        return new Lease();
    }

    /**
     * What one request holds, until it ends.
     */
    final class Lease
            implements AutoCloseable
    {
        private int taken;

        private Lease() {}

        /**
         * @throws AwsException if the body is larger than the limit, or all bodies together are: then the client shall
         *         try again
         */
        byte[] read(InputStream body, int limit, AwsProtocol protocol)
                throws IOException
        {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] piece = new byte[FREE_BYTES];
            for (int count = body.readNBytes(piece, 0, piece.length);count > 0;
                    count = body.readNBytes(piece, 0, piece.length)) {
                if (bytes.size() + count > limit) {
                    throw new AwsException(
                            413,
                            "RequestEntityTooLargeException",
                            "The request is larger than %s bytes".formatted(limit));
                }
                if (bytes.size() + count > FREE_BYTES && !take()) {
                    throw new AwsException(
                            400,
                            protocol == AwsProtocol.QUERY ? "Throttling" : "ThrottlingException",
                            "Rate exceeded");
                }
                bytes.write(piece, 0, count);
                piece = piece.length < PIECE_BYTES ? new byte[PIECE_BYTES] : piece;
            }
            return bytes.toByteArray();
        }

        private boolean take()
        {
            if (!pieces.tryAcquire()) {
                return false;
            }
            taken++;
            return true;
        }

        @Override
        public void close()
        {
            pieces.release(taken);
            taken = 0;
        }
    }
}
