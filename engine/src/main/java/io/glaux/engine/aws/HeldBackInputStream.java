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

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import static java.util.Objects.requireNonNull;

/**
 * Reads one block ahead, so that the last bytes of a payload are handed out only after the whole of it was checked.
 * Whoever streams a payload on to a storage that waits for a known length then never completes an object that does not
 * match.
 */
abstract class HeldBackInputStream
        extends InputStream
{
    private static final int BLOCK = 64 * 1024;

    private final InputStream source;
    private byte[] current = new byte[BLOCK];
    private byte[] next = new byte[BLOCK];
    private int position;
    private int limit;
    private int ahead;
    private boolean started;
    private boolean ended;

    HeldBackInputStream(InputStream source)
    {
        this.source = requireNonNull(source, "source is null");
    }

    /**
     * Sees the bytes of the payload in order, before they are handed out.
     */
    abstract void inspect(byte[] bytes, int length);

    /**
     * Called once after the last byte was read from the source and before the last block is handed out.
     *
     * @throws AwsException if the payload is not what was signed
     */
    abstract void check();

    @Override
    public int read()
            throws IOException
    {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
            throws IOException
    {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (position == limit && !advance()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(current, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close()
            throws IOException
    {
        source.close();
    }

    private boolean advance()
            throws IOException
    {
        if (!started) {
            started = true;
            fill();
        }
        byte[] spent = current;
        current = next;
        limit = ahead;
        position = 0;
        next = spent;
        ahead = 0;
        fill();
        return limit > 0;
    }

    private void fill()
            throws IOException
    {
        if (ended) {
            return;
        }
        ahead = source.readNBytes(next, 0, BLOCK);
        inspect(next, ahead);
        if (ahead < BLOCK) {
            ended = true;
            check();
        }
    }
}
