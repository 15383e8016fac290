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
package io.glaux.host.ticket;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Several parts in one row of bytes. Only what was sealed is read, so that it is as it was written.
 */
final class Sections
{
    private Sections() {}

    static byte[] write(List<byte[]> parts)
    {
        int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] part : parts) {
            bytes.putInt(part.length).put(part);
        }
        return bytes.array();
    }

    static byte[] next(ByteBuffer bytes)
    {
        byte[] part = new byte[bytes.getInt()];
        bytes.get(part);
        return part;
    }
}
