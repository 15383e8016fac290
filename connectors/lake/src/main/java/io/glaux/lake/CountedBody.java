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
package io.glaux.lake;

import io.glaux.metering.ReadPermit;
import software.amazon.awssdk.http.Abortable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * The body of one response. Tells its permit once how many bytes were served: what came, when the body ended or the
 * connection broke; the whole body, when the reader left before its end, since the storage sent it, or was about to.
 */
final class CountedBody
        extends FilterInputStream
        implements Abortable
{
    private final OptionalLong contentLength;
    private final ReadPermit permit;
    private long received;
    private boolean counted;

    CountedBody(InputStream body, OptionalLong contentLength, ReadPermit permit)
    {
        super(body);
        this.contentLength = requireNonNull(contentLength, "contentLength is null");
        this.permit = requireNonNull(permit, "permit is null");
    }

    @Override
    public int read()
            throws IOException
    {
        byte[] single = new byte[1];
        int count = read(single, 0, 1);
        return count < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length)
            throws IOException
    {
        try {
            int count = super.read(buffer, offset, length);
            if (count >= 0) {
                received += count;
            }
            else if (length > 0) {
                count(received);
            }
            return count;
        }
        catch (IOException | RuntimeException e) {
            count(received);
            throw e;
        }
    }

    @Override
    public long skip(long count)
            throws IOException
    {
        long skipped = super.skip(count);
        received += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported()
    {
        return false;
    }

    @Override
    public void close()
            throws IOException
    {
        count(contentLength.orElse(received));
        super.close();
    }

    @Override
    public void abort()
    {
        count(contentLength.orElse(received));
        if (in instanceof Abortable abortable) {
            abortable.abort();
        }
    }

    private void count(long bytes)
    {
        if (!counted) {
            counted = true;
            permit.served(bytes);
        }
    }
}
