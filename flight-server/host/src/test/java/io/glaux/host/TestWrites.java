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
package io.glaux.host;

import com.google.protobuf.ByteString;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.Probe;
import io.glaux.host.testing.RunningHost;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.WriteKind;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import io.glaux.source.ColumnTypes;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.SyncPutListener;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestWrites
{
    @Test
    void testInsert()
            throws Exception
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            BeginWriteResponse begun = begin(client, WriteKind.WRITE_KIND_INSERT);
            assertThat(begun.getOnFailure()).isEqualTo("Rows that were written stay");
            List<WriteProgress> progress =
                    put(client, begun.getWrite(), WriteKind.WRITE_KIND_INSERT, List.of(1L, 2L), List.of(3L));
            assertThat(progress).extracting(WriteProgress::getRows).containsExactly(2L, 1L);
            assertThat(progress.getFirst().getUnits(0).getMillionths()).isEqualTo(2_000_000);
            assertThat(host.probe().written).containsExactly(
                    new Probe.Written(io.glaux.source.WriteKind.INSERT, List.of(List.of(1L), List.of(2L))),
                    new Probe.Written(io.glaux.source.WriteKind.INSERT, List.of(List.of(3L))));
            assertThat(end(client, begun.getWrite(), true).getLeftBehind()).isEmpty();
            assertThat(end(client, begun.getWrite(), false).getLeftBehind()).isEqualTo("Some rows");
            assertThat(host.probe().ended).containsExactly("state-t committed", "state-t given up");
        }
    }

    @Test
    void testFailures()
    {
        try (RunningHost host = RunningHost.start(); HostClient client = host.client()) {
            BeginWriteResponse begun = begin(client, WriteKind.WRITE_KIND_INSERT);
            assertCode(
                    catchThrowable(() ->
                            put(client, begun.getWrite(), WriteKind.WRITE_KIND_INSERT, List.of(7L, 7L))),
                    "DUPLICATE_KEY");
            assertCode(
                    catchThrowable(() -> put(client, begun.getWrite(), WriteKind.WRITE_KIND_DELETE, List.of(1L))),
                    "INVALID_REQUEST");
            assertCode(
                    catchThrowable(() ->
                            put(client, ByteString.copyFromUtf8("x"), WriteKind.WRITE_KIND_INSERT, List.of(1L))),
                    "TICKET_INVALID");
            assertCode(catchThrowable(() -> begin(client, WriteKind.WRITE_KIND_UPDATE)), "NOT_SUPPORTED");
            assertThat(host.probe().written).isEmpty();
        }
    }

    private static BeginWriteResponse begin(HostClient client, WriteKind kind)
    {
        BeginWriteRequest request = BeginWriteRequest.newBuilder()
                .setContext(client.context())
                .setTable(TableName.newBuilder().setSchema("default").setTable("t"))
                .addColumns("id")
                .addKinds(kind)
                .build();
        return client.single(Actions.BEGIN_WRITE, request, BeginWriteResponse.parser());
    }

    private static EndWriteResponse end(HostClient client, ByteString write, boolean commit)
    {
        EndWriteRequest request = EndWriteRequest.newBuilder()
                .setContext(client.context())
                .setWrite(write)
                .setCommit(commit)
                .build();
        return client.single(Actions.END_WRITE, request, EndWriteResponse.parser());
    }

    @SafeVarargs
    private static List<WriteProgress> put(
            HostClient client,
            ByteString write,
            WriteKind kind,
            List<Long>... batches)
            throws Exception
    {
        WriteRequest request = WriteRequest.newBuilder()
                .setContext(client.context())
                .setWrite(write)
                .setKind(kind)
                .build();
        Schema schema = new Schema(List.of(ColumnTypes.bigint("id")));
        List<WriteProgress> progress = new ArrayList<>();
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, client.allocator());
                SyncPutListener listener = new SyncPutListener()) {
            FlightClient.ClientStreamListener put = client.flight().startPut(
                    FlightDescriptor.command(request.toByteArray()),
                    root,
                    listener,
                    client.with());
            for (List<Long> batch : batches) {
                BigIntVector vector = (BigIntVector) root.getVector(0);
                vector.allocateNew(batch.size());
                for (int i = 0; i < batch.size(); i++) {
                    vector.set(i, batch.get(i));
                }
                root.setRowCount(batch.size());
                put.putNext();
            }
            put.completed();
            PutResult result = listener.read();
            while (result != null) {
                byte[] bytes = new byte[(int) result.getApplicationMetadata().readableBytes()];
                result.getApplicationMetadata().getBytes(0, bytes);
                progress.add(WriteProgress.parseFrom(bytes));
                result.close();
                result = listener.read();
            }
            put.getResult();
        }
        return progress;
    }

    private static void assertCode(Throwable failure, String code)
    {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        assertThat(HostClient.detail(cause).getCode()).isEqualTo(code);
    }
}
