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
import io.glaux.conformance.Check;
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.HostFailureException;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.WriteCall;
import io.glaux.conformance.data.WritableRows;
import io.glaux.conformance.oracle.Oracle;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.WriteKind;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-WRITE, as far as INSERT goes.
 */
public final class WriteChecks
{
    private static final int BATCH = 20;

    private final TestedHost host;

    public WriteChecks(TestedHost host)
    {
        this.host = requireNonNull(host, "host is null");
    }

    public List<Check> all()
    {
        return new CheckList("writes")
                .add("rows are acknowledged, committed and read", this::writes, "F-WRITE-1", "F-WRITE-2", "F-WRITE-3")
                .add("a write that is not committed leaves what it said that it would", this::undoes, "F-WRITE-4")
                .add("a key that is there is refused or replaced", this::refusesKeys, "F-WRITE-5")
                .add("a write of another, or of nothing, is refused", this::refusesWrites, "F-SEC-2")
                .all();
    }

    /**
     * By two streams at a time, as two workers do.
     */
    private void writes()
    {
        try (HostClient client = new HostClient(host.endpoint());
                HostClient second = new HostClient(host.endpoint())) {
            Target target = target(client);
            List<List<Object>> before = target.read(client);
            List<List<Object>> written = WritableRows.make(target.schema(), before.size(), 3 * BATCH);
            BeginWriteResponse write = target.begin(client);
            try (WriteCall call = WriteCall.open(client, write.getWrite(), target.schema());
                    WriteCall other = WriteCall.open(second, write.getWrite(), target.schema())) {
                assertThat(call.write(written.subList(0, BATCH))).as("rows acknowledged").isEqualTo(BATCH);
                assertThat(other.write(written.subList(BATCH, 2 * BATCH))).as("rows acknowledged").isEqualTo(BATCH);
                assertThat(call.write(written.subList(2 * BATCH, 3 * BATCH))).as("rows acknowledged").isEqualTo(BATCH);
                call.finish();
                other.finish();
            }
            end(client, write.getWrite(), true);
            Map<Object, Integer> expected = counted(target.schema(), before);
            counted(target.schema(), written).forEach((row, count) -> expected.merge(row, count, Integer::sum));
            assertThat(counted(target.schema(), target.read(client))).as("rows after a commit").isEqualTo(expected);
        }
    }

    private void undoes()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            Target target = target(client);
            List<List<Object>> before = target.read(client);
            BeginWriteResponse write = target.begin(client);
            List<List<Object>> written = WritableRows.make(target.schema(), before.size(), BATCH);
            try (WriteCall call = WriteCall.open(client, write.getWrite(), target.schema())) {
                assertThat(call.write(written)).isEqualTo(BATCH);
                call.finish();
            }
            EndWriteResponse ended = end(client, write.getWrite(), false);
            Map<Object, Integer> after = counted(target.schema(), target.read(client));
            if (write.getOnFailure().isEmpty()) {
                assertThat(after).as("rows after a write that was given up, of which nothing was to stay")
                        .isEqualTo(counted(target.schema(), before));
                assertThat(ended.getLeftBehind()).isEmpty();
            }
            else {
                assertThat(after).as("rows that were there before").containsAllEntriesOf(
                        counted(target.schema(), before));
            }
        }
    }

    private void refusesKeys()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            Target target = target(client);
            if (target.key().isEmpty()) {
                throw new CheckSkippedException("The table that is written to has no key");
            }
            List<List<Object>> row = WritableRows.make(target.schema(), target.read(client).size(), 1);
            insert(client, target, row);
            int before = target.read(client).size();
            try {
                insert(client, target, row);
            }
            catch (HostFailureException e) {
                assertThat(e.code()).as(e.getMessage()).isEqualTo("DUPLICATE_KEY");
            }
            assertThat(target.read(client)).as("rows after a key came twice").hasSize(before);
        }
    }

    private static void insert(HostClient client, Target target, List<List<Object>> rows)
    {
        BeginWriteResponse write = target.begin(client);
        try (WriteCall call = WriteCall.open(client, write.getWrite(), target.schema())) {
            call.write(rows);
            call.finish();
        }
        end(client, write.getWrite(), true);
    }

    private void refusesWrites()
    {
        try (HostClient client = new HostClient(host.endpoint());
                HostClient other = new HostClient(host.endpoint(), "conformance-1", "somebody else")) {
            Target target = target(client);
            BeginWriteResponse write = target.begin(client);
            Failures.refused("a write of another", () -> end(other, write.getWrite(), true), "TICKET_INVALID");
            Failures.refused(
                    "a write that was changed",
                    () -> end(client, write.getWrite().concat(ByteString.copyFromUtf8("x")), true),
                    "TICKET_INVALID");
            TableName missing = TableName.newBuilder().setSchema("default").setTable("no such table").build();
            Failures.refused(
                    "a write to a table that is not there",
                    () -> new Target(missing, target.schema(), Set.of()).begin(client),
                    "TABLE_NOT_FOUND");
            end(client, write.getWrite(), false);
        }
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

    private static Map<Object, Integer> counted(Schema schema, List<List<Object>> rows)
    {
        Map<Object, Integer> counted = new HashMap<>();
        rows.forEach(row -> counted.merge(Oracle.identity(schema, row), 1, Integer::sum));
        return counted;
    }

    private Target target(HostClient client)
    {
        client.require(Feature.FEATURE_INSERT);
        TableName table = host.writableTable()
                .orElseThrow(() -> new CheckSkippedException("The kit was told of no table that it may write to"));
        DescribeRequest request =
                DescribeRequest.newBuilder().setContext(client.context()).addTables(table).build();
        TableDescription description = client.action(Actions.DESCRIBE, request, DescribeResponse.parser()).stream()
                .flatMap(response -> response.getTablesList().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no table to write to"));
        return new Target(
                table,
                ArrowSchemas.read(description.getSchema(), "The schema of a table"),
                description.getKeysList().stream()
                        .flatMap(key -> key.getColumnsList().stream())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * @param key the columns of keys
     */
    private record Target(TableName table, Schema schema, Set<String> key)
    {
        private List<String> columns()
        {
            return schema.getFields().stream().map(Field::getName).toList();
        }

        private BeginWriteResponse begin(HostClient client)
        {
            BeginWriteRequest request = BeginWriteRequest.newBuilder()
                    .setContext(client.context())
                    .setTable(table)
                    .addAllColumns(columns())
                    .addKinds(WriteKind.WRITE_KIND_INSERT)
                    .build();
            return client.single(Actions.BEGIN_WRITE, request, BeginWriteResponse.parser());
        }

        private List<List<Object>> read(HostClient client)
        {
            return client.rows(client.plan(Scans.of(table, columns())).getScan());
        }
    }
}
