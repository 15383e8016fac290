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

import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.TestedHost;
import io.glaux.protocol.Actions;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.protocol.v1.TableName;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;
import java.util.OptionalLong;

/**
 * Reads of the large table that a host may have.
 */
final class LargeTables
{
    private LargeTables() {}

    /**
     * How many rows it has, if it is read by one split.
     */
    static OptionalLong rows(TestedHost host, HostClient client)
    {
        List<ReadTicket> tickets = Scans.tickets(client, Scans.of(host.largeTable().orElseThrow(), List.of()));
        return tickets.size() == 1
                ? OptionalLong.of(client.read(tickets.getFirst()).count())
                : OptionalLong.empty();
    }

    /**
     * A ticket of all of its columns.
     *
     * @throws CheckSkippedException if there is none
     */
    static ReadTicket ticket(TestedHost host, HostClient client)
    {
        TableName table = host.largeTable().orElseThrow(() -> new CheckSkippedException("The host has no large table"));
        DescribeRequest request =
                DescribeRequest.newBuilder().setContext(client.context()).addTables(table).build();
        List<DescribeResponse> answers = client.action(Actions.DESCRIBE, request, DescribeResponse.parser());
        List<String> columns = ArrowSchemas.read(answers.getFirst().getTables(0).getSchema(), "The schema of a table")
                .getFields()
                .stream()
                .map(Field::getName)
                .toList();
        return Scans.tickets(client, Scans.of(table, columns)).getFirst();
    }
}
