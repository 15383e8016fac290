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
package io.glaux.source.batch;

import io.glaux.source.Call;
import io.glaux.source.ColumnTypes;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestBatchLookupWriter
{
    @Test
    void testKeys()
            throws InterruptedException
    {
        CollectedBatches batches = new CollectedBatches();
        MeteredContext context = new MeteredContext(
                new Call("query", "user", "workgroup", ZoneOffset.UTC),
                new Schema(List.of(ColumnTypes.text("a"))),
                _ -> {});
        try (BufferAllocator allocator = new RootAllocator(16 << 20);
                BatchLookupWriter writer =
                        new BatchLookupWriter(allocator, BatchLimits.DEFAULT, context, batches)) {
            writer.begin(new int[] {0, 5, 9});
            writer.column(0).writeText("x");
            writer.endRow(2);
            writer.endRow(0);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> writer.endRow(3));
            writer.finish();
            writer.begin(new int[0]);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> writer.endRow(0));
            writer.finish();
        }
        assertThat(batches.batches().getFirst().rows())
                .containsExactly(List.of("x", 9L), SampleValues.listOf(null, 0L));
        assertThat(batches.last().rows()).isEmpty();
        assertThat(batches.batches()).allMatch(batch -> batch.facts().isLast());
    }
}
