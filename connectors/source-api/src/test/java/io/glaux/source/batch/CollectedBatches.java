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

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

import java.util.ArrayList;
import java.util.List;

/**
 * A sink that keeps the rows of what it gets.
 */
final class CollectedBatches
        implements BatchSink
{
    private final List<Batch> batches = new ArrayList<>();

    @Override
    public void accept(VectorSchemaRoot batch, BatchFacts facts)
    {
        try (ArrowRecordBatch message = new VectorUnloader(batch).getRecordBatch()) {
            batches.add(new Batch(
                    new RowsReader(batch).rows(),
                    batch.getRowCount(),
                    message.computeBodyLength(),
                    facts));
        }
    }

    List<Batch> batches()
    {
        return batches;
    }

    Batch last()
    {
        return batches.getLast();
    }

    List<List<Object>> rows()
    {
        return batches.stream().flatMap(batch -> batch.rows().stream()).toList();
    }

    record Batch(List<List<Object>> rows, int rowCount, long bodyBytes, BatchFacts facts) {}
}
