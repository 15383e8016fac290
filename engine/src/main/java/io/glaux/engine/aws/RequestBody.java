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

import static java.util.Objects.requireNonNull;

/**
 * The body of a request as it comes, signed or not.
 */
final class RequestBody
        extends InputStream
{
    private static final int DRAIN_BUFFER = 8 * 1024;

    private final InputStream content;

    /**
     * The client sends nothing until somebody asks for it ({@code Expect: 100-continue}).
     */
    private boolean heldBack;

    RequestBody(InputStream content, boolean heldBack)
    {
        this.content = requireNonNull(content, "content is null");
        this.heldBack = heldBack;
    }

    @Override
    public int read()
            throws IOException
    {
        heldBack = false;
        return content.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
            throws IOException
    {
        heldBack = false;
        return content.read(bytes, offset, length);
    }

    /**
     * Reads what the client is still sending: one that sends on does not hear the answer before it is through. A client
     * that was not told to go on is not told so now.
     *
     * @param limit how many bytes are read, or one buffer more
     * @return whether the body is over, so that another request can follow it
     */
    boolean drain(int limit)
    {
        if (heldBack) {
            return false;
        }
        byte[] buffer = new byte[DRAIN_BUFFER];
        int rest = limit;
        try {
            while (rest > 0) {
                int count = content.read(buffer);
                if (count < 0) {
                    return true;
                }
                rest -= count;
            }
        }
        catch (IOException _) {
            // the connection is gone or the body was refused: nothing to wait for
        }
        return false;
    }
}
