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
package io.glaux.engine.trino.batches;

import java.util.List;
import java.util.function.IntConsumer;

import static java.util.Objects.requireNonNull;

/**
 * A table of the source. Each stream brings all batches.
 *
 * @param streams how many are read at once, each by a split of its own
 * @param arriving is told the number of each batch, from 0, when it is asked for, and may hold it up; the number of
 *         batches stands for the end of the stream
 */
public record BatchTable(int streams, List<Batch> batches, IntConsumer arriving)
{
    public BatchTable
    {
        batches = List.copyOf(batches);
        requireNonNull(arriving, "arriving is null");
    }

    public BatchTable(int streams, List<Batch> batches)
    {
        this(streams, batches, _ -> {});
    }
}
