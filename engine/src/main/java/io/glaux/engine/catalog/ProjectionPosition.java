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
package io.glaux.engine.catalog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How far a listing of projected partitions has come.
 *
 * @param time of the first page, from which all pages count
 * @param listed how many partitions there were on the pages before
 * @param positions of the columns, empty before the first
 */
record ProjectionPosition(Instant time, long listed, List<Long> positions)
{
    ProjectionPosition
    {
        requireNonNull(time, "time is null");
        positions = List.copyOf(positions);
    }

    static ProjectionPosition ofBytes(byte[] bytes)
    {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant time = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
        long listed = buffer.getLong();
        List<Long> positions = new ArrayList<>();
        while (buffer.hasRemaining()) {
            positions.add(buffer.getLong());
        }
        return new ProjectionPosition(time, listed, positions);
    }

    byte[] bytes()
    {
        ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + positions.size() * Long.BYTES);
        buffer.putLong(time.getEpochSecond()).putInt(time.getNano()).putLong(listed);
        positions.forEach(buffer::putLong);
        return buffer.array();
    }
}
