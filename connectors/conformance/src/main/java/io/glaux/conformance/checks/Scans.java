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

import io.glaux.conformance.HostClient;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.TableName;

import java.util.List;

/**
 * Scans of whole tables.
 */
final class Scans
{
    private Scans() {}

    static ScanSpec of(TableName table, List<String> columns)
    {
        ScanSpec.Builder scan = ScanSpec.newBuilder().setTable(table);
        columns.forEach(column -> scan.addColumns(Projection.newBuilder().addPath(column)));
        return scan.build();
    }

    static ScanSpec of(KnownTable table)
    {
        return of(table.name(), table.columns());
    }

    static List<ReadTicket> tickets(HostClient client, ScanSpec scan)
    {
        List<Split> splits = client.splits(client.plan(scan).getScan());
        return splits.stream().map(client::ticket).toList();
    }
}
