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
package io.glaux.host.ticket;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.Projections;
import io.glaux.source.ColumnPath;
import io.glaux.source.OpaqueBytes;
import org.apache.arrow.vector.types.pojo.Schema;

import java.nio.ByteBuffer;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What a ticket of a scan holds.
 *
 * @param scan what the source needs for it
 * @param schema of its rows
 * @param columns that the fields of the schema are, in their order
 */
public record ScanTicket(OpaqueBytes scan, Schema schema, List<ColumnPath> columns)
{
    public ScanTicket
    {
        requireNonNull(scan, "scan is null");
        requireNonNull(schema, "schema is null");
        columns = List.copyOf(columns);
    }

    public byte[] bytes()
    {
        Projections.Builder paths = Projections.newBuilder();
        columns.forEach(column -> paths.addColumns(Projection.newBuilder().addAllPath(column.names())));
        return Sections.write(List.of(
                scan.bytes(),
                ArrowSchemas.write(schema).toByteArray(),
                paths.build().toByteArray()));
    }

    public static ScanTicket read(byte[] bytes)
    {
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        OpaqueBytes scan = OpaqueBytes.of(Sections.next(parts));
        Schema schema = ArrowSchemas.read(ByteString.copyFrom(Sections.next(parts)), "The schema of a scan");
        try {
            List<ColumnPath> columns = Projections.parseFrom(Sections.next(parts)).getColumnsList().stream()
                    .map(column -> new ColumnPath(column.getPathList()))
                    .toList();
            return new ScanTicket(scan, schema, columns);
        }
        catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
