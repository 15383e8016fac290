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
package io.glaux.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.AwsClients;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks what queries used.
 */
public final class UsageClient
        implements AutoCloseable
{
    private final AdminClient admin;

    public UsageClient(AwsClients clients)
    {
        this.admin = new AdminClient(clients);
    }

    public QueryUsage usage(String queryExecutionId)
    {
        JsonNode usage = admin.call("GetQueryUsage", Map.of("QueryExecutionId", queryExecutionId));
        List<QueryUsage.Source> sources = new ArrayList<>();
        for (JsonNode source : usage.path("Sources")) {
            sources.add(new QueryUsage.Source(
                    source.path("Source").asText(),
                    source.path("ScannedBytes").asLong(),
                    source.path("Requests").asLong(),
                    units(source.path("Units"))));
        }
        return new QueryUsage(
                sources,
                usage.path("ScannedBytes").asLong(),
                usage.path("BilledBytes").asLong(),
                BigDecimal.valueOf(usage.path("CostMicroUsd").asLong(), 6));
    }

    /**
     * Amounts of units for people, or a dash when there are none.
     *
     * @param units amounts by the name of the unit
     */
    public static String units(JsonNode units)
    {
        return units.isEmpty()
                ? "-"
                : units.properties().stream()
                  .map(unit -> unit.getValue().asText() + " " + unit.getKey())
                  .collect(Collectors.joining(", "));
    }

    @Override
    public void close()
    {
        admin.close();
    }
}
