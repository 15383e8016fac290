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

import com.google.protobuf.ByteString;
import io.glaux.protocol.Messages;
import io.glaux.protocol.VectorBuilder;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import org.apache.arrow.flight.FlightClient.ClientStreamListener;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import static java.util.Objects.requireNonNull;

/**
 * A stream of rows of a write, each batch acknowledged before the next one is sent.
 */
public final class WriteCall
        implements AutoCloseable
{
    private final HostClient client;
    private final VectorSchemaRoot rows;
    private final SyncPutListener acknowledgements = new SyncPutListener();
    private final ClientStreamListener stream;

    private WriteCall(HostClient client, VectorSchemaRoot rows, FlightDescriptor command)
    {
        this.client = requireNonNull(client, "client is null");
        this.rows = requireNonNull(rows, "rows is null");
        this.stream = client.flight().startPut(command, rows, acknowledgements, client.options());
    }

    /**
     * @param write as the host answered begin-write
     */
    public static WriteCall open(HostClient client, ByteString write, Schema schema)
    {
        WriteRequest request = WriteRequest.newBuilder()
                .setContext(client.context())
                .setWrite(write)
                .setKind(WriteKind.WRITE_KIND_INSERT)
                .build();
        return new WriteCall(
                client,
                VectorSchemaRoot.create(schema, client.allocator()),
                FlightDescriptor.command(request.toByteArray()));
    }

    /**
     * @return how many rows the host says that it has written
     * @throws HostFailureException if the host fails, and what else it does is an {@link AssertionError}
     */
    public long write(List<List<Object>> batch)
    {
        load(batch);
        try {
            stream.putNext();
            try (PutResult result = acknowledgements.read()) {
                if (result == null) {
                    throw new AssertionError("A batch was not acknowledged");
                }
                return progress(result.getApplicationMetadata()).getRows();
            }
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
        catch (ExecutionException e) {
            if (e.getCause() instanceof FlightRuntimeException failure) {
                throw HostFailureException.of(failure);
            }
            throw new AssertionError(e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static WriteProgress progress(ArrowBuf metadata)
    {
        if (metadata == null) {
            throw new AssertionError("A batch was acknowledged without a WriteProgress");
        }
        byte[] bytes = new byte[(int) metadata.readableBytes()];
        metadata.getBytes(metadata.readerIndex(), bytes);
        return Messages.read(WriteProgress.parser(), bytes, "The progress of a write");
    }

    private void load(List<List<Object>> batch)
    {
        List<FieldVector> vectors = new ArrayList<>();
        try {
            for (int i = 0; i < rows.getSchema().getFields().size(); i++) {
                Field field = rows.getSchema().getFields().get(i);
                List<Object> values = new ArrayList<>();
                for (List<Object> row : batch) {
                    values.add(row.get(i));
                }
                vectors.add(VectorBuilder.build(field, values, client.allocator()));
            }
            VectorSchemaRoot made = new VectorSchemaRoot(rows.getSchema().getFields(), vectors, batch.size());
            try (ArrowRecordBatch loaded = new VectorUnloader(made).getRecordBatch()) {
                new VectorLoader(rows).load(loaded);
            }
        }
        finally {
            vectors.forEach(FieldVector::close);
        }
    }

    /**
     * Says that there are no more rows, and waits until the host has written all.
     */
    public void finish()
    {
        try {
            stream.completed();
            stream.getResult();
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
    }

    @Override
    public void close()
    {
        acknowledgements.close();
        rows.close();
    }
}
