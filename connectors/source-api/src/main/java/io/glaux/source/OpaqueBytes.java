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
package io.glaux.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What only the source understands: a scan, a split, a place to read on from. It goes to the engine and comes back,
 * signed by the host and encrypted where it is kept for long; no secrets in it, since there is no need. Immutable.
 */
public final class OpaqueBytes
{
    private final byte[] bytes;

    private OpaqueBytes(byte[] bytes)
    {
        this.bytes = bytes;
    }

    public static OpaqueBytes of(byte[] bytes)
    {
        return new OpaqueBytes(bytes.clone());
    }

    public static OpaqueBytes of(String text)
    {
        return new OpaqueBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes()
    {
        return bytes.clone();
    }

    /**
     * As it was given to {@link #of(String)}.
     */
    public String text()
    {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public int length()
    {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other)
    {
        return other instanceof OpaqueBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString()
    {
        return "%s bytes".formatted(bytes.length);
    }
}
