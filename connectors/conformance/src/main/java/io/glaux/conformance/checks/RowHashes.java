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
package io.glaux.conformance.checks;

import com.google.protobuf.ByteString;
import io.glaux.conformance.ReadBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is kept of the rows of a large read: a hash of each, and the cursor and the end of each batch.
 */
final class RowHashes
{
    private final IntStream.Builder building = IntStream.builder();
    private final List<ByteString> cursors = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private int[] built;
    private int count;

    void add(ReadBatch batch)
    {
        batch.rows().forEach(row -> building.add(Arrays.deepHashCode(row.toArray())));
        count += batch.count();
        cursors.add(batch.metadata().getResumeCursor());
        ends.add(count);
    }

    int batches()
    {
        return ends.size();
    }

    ByteString cursor(int batch)
    {
        return cursors.get(batch);
    }

    ByteString lastCursor()
    {
        return cursors.getLast();
    }

    /**
     * Nothing can be added any more.
     */
    int[] rows()
    {
        if (built == null) {
            built = building.build().toArray();
        }
        return built;
    }

    int[] rowsBehind(int batch)
    {
        return Arrays.copyOfRange(rows(), ends.get(batch), count);
    }
}
