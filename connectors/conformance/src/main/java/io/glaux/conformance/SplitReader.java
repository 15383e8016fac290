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
package io.glaux.conformance;

import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.BatchRules;
import io.glaux.protocol.BodyBytes;
import io.glaux.protocol.VectorValues;
import io.glaux.protocol.WireTypes;
import io.glaux.protocol.v1.BatchMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Reads a stream of DoGet batch by batch, and holds that each keeps to the protocol.
 */
public final class SplitReader
        implements AutoCloseable
{
    private final FlightStream stream;
    private final boolean keepsRows;
    private boolean isLast;

    private SplitReader(FlightStream stream, boolean keepsRows)
    {
        this.stream = requireNonNull(stream, "stream is null");
        this.keepsRows = keepsRows;
    }

    public static SplitReader of(FlightStream stream)
    {
        return new SplitReader(stream, true);
    }

    /**
     * Its batches have no rows, only their count: for splits that are large.
     */
    public static SplitReader counting(FlightStream stream)
    {
        return new SplitReader(stream, false);
    }

    public Schema schema()
    {
        try {
            return stream.getSchema();
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
    }

    /**
     * @return empty at the end
     * @throws io.glaux.protocol.ProtocolException if the host does not keep to the protocol
     */
    public Optional<ReadBatch> next()
    {
        if (!hasNext()) {
            if (!isLast) {
                throw new AssertionError("The stream ended before a batch that says that it is the last");
            }
            return Optional.empty();
        }
        if (isLast) {
            throw new AssertionError("A batch came after the last one");
        }
        VectorSchemaRoot root = stream.getRoot();
        WireTypes.check(root.getSchema());
        BatchMetadata metadata = BatchHeader.readBatch(stream.getLatestMetadata());
        long bytes = BodyBytes.of(root);
        BatchRules.check(root.getRowCount(), root.getFieldVectors().size(), bytes, 0);
        isLast = metadata.getLast();
        List<List<Object>> rows = keepsRows ? rows(root) : List.of();
        return Optional.of(new ReadBatch(rows, root.getRowCount(), bytes, metadata));
    }

    public ReadSplit readAll()
    {
        List<ReadBatch> batches = new ArrayList<>();
        Optional<ReadBatch> batch = next();
        while (batch.isPresent()) {
            batches.add(batch.get());
            batch = next();
        }
        return new ReadSplit(batches);
    }

    /**
     * Tells the host that nobody wants more.
     */
    public void cancel()
    {
        stream.cancel("The check has seen enough", null);
    }

    private boolean hasNext()
    {
        try {
            return stream.next();
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
    }

    /**
     * The rows of a batch; none if it has no columns.
     */
    static List<List<Object>> rows(VectorSchemaRoot root)
    {
        List<List<Object>> rows = new ArrayList<>();
        List<FieldVector> vectors = root.getFieldVectors();
        if (vectors.isEmpty()) {
            return rows;
        }
        for (int i = 0; i < root.getRowCount(); i++) {
            List<Object> row = new ArrayList<>(vectors.size());
            for (FieldVector vector : vectors) {
                row.add(VectorValues.get(vector, i));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    @Override
    public void close()
    {
        try {
            stream.close();
        }
        catch (FlightRuntimeException _) {
            // the failure of the stream was told when it was read
        }
        catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
