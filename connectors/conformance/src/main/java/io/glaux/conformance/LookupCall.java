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

import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.VectorBuilder;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.LookupRequest;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ScanSpec;
import org.apache.arrow.flight.FlightClient.ExchangeReaderWriter;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A look-up of rows by one column.
 */
public final class LookupCall
        implements AutoCloseable
{
    private static final String POSITION = "glaux.key";

    private final HostClient client;
    private final ExchangeReaderWriter exchange;
    private final VectorSchemaRoot keys;
    private boolean isStarted;

    private LookupCall(HostClient client, ExchangeReaderWriter exchange, Field key)
    {
        this.client = requireNonNull(client, "client is null");
        this.exchange = requireNonNull(exchange, "exchange is null");
        this.keys = VectorSchemaRoot.create(new Schema(List.of(key)), client.allocator());
    }

    /**
     * Of all columns of a table.
     */
    public static LookupCall open(HostClient client, KnownTable table, String key)
    {
        List<Projection> columns = table.columns().stream()
                .map(column -> Projection.newBuilder().addPath(column).build())
                .toList();
        ScanSpec scan = ScanSpec.newBuilder().setTable(table.name()).addAllColumns(columns).build();
        LookupRequest request = LookupRequest.newBuilder()
                .setContext(client.context())
                .setScan(client.plan(scan).getScan())
                .addKeyColumns(key)
                .addAllColumns(columns)
                .build();
        ExchangeReaderWriter exchange = client.flight()
                .doExchange(FlightDescriptor.command(request.toByteArray()), client.options());
        return new LookupCall(client, exchange, table.schema().findField(key));
    }

    /**
     * The rows of a batch of keys.
     *
     * @throws AssertionError if the answer does not keep to the protocol
     */
    public List<Found> rows(List<Object> wanted)
    {
        try {
            send(wanted);
            List<Found> found = new ArrayList<>();
            boolean isDone = false;
            while (!isDone) {
                if (!exchange.getReader().next()) {
                    throw new AssertionError("The answer ended before a batch that says that the keys are done");
                }
                LookupMetadata metadata = BatchHeader.readLookup(exchange.getReader().getLatestMetadata());
                add(found, wanted.size());
                isDone = metadata.getKeysDone();
            }
            return found;
        }
        catch (FlightRuntimeException e) {
            throw HostFailureException.of(e);
        }
    }

    private void send(List<Object> wanted)
    {
        Field key = keys.getSchema().getFields().getFirst();
        try (FieldVector vector = VectorBuilder.build(key, wanted, client.allocator())) {
            VectorSchemaRoot made = new VectorSchemaRoot(List.of(key), List.of(vector), wanted.size());
            try (ArrowRecordBatch batch = new VectorUnloader(made).getRecordBatch()) {
                new VectorLoader(keys).load(batch);
            }
        }
        if (!isStarted) {
            isStarted = true;
            exchange.getWriter().start(keys);
        }
        exchange.getWriter().putNext();
    }

    private void add(List<Found> found, int wanted)
    {
        VectorSchemaRoot root = exchange.getReader().getRoot();
        Field last = root.getSchema().getFields().getLast();
        if (!last.getName().equals(POSITION)) {
            throw new AssertionError("The last column of a look-up is %s, and not %s".formatted(last, POSITION));
        }
        for (List<Object> row : SplitReader.rows(root)) {
            if (!(row.getLast() instanceof Long position) || position < 0 || position >= wanted) {
                throw new AssertionError("A row of a look-up has no key of its batch");
            }
            found.add(new Found((int) (long) position, row.subList(0, row.size() - 1)));
        }
    }

    @Override
    public void close()
    {
        try {
            exchange.getWriter().completed();
            exchange.close();
        }
        catch (FlightRuntimeException _) {
            // the failure of the call was told when it was read
        }
        catch (Exception e) {
            throw new AssertionError(e);
        }
        finally {
            keys.close();
        }
    }

    /**
     * @param key the position of the key in its batch
     */
    public record Found(int key, List<Object> row) {}
}
