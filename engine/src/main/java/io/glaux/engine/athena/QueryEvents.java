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
package io.glaux.engine.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryObserver;
import io.glaux.engine.query.QueryState;
import software.amazon.awssdk.services.athena.model.AthenaError;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Tells of the states of queries in the form in which Athena tells EventBridge: "Athena Query State Change".
 */
public final class QueryEvents
        implements QueryObserver
{
    private final String account;
    private final String region;
    private final Clock clock;
    private final Consumer<String> delivery;

    /**
     * @param delivery takes each event, a JSON document on one line, and returns at once
     */
    public QueryEvents(String account, String region, Clock clock, Consumer<String> delivery)
    {
        this.account = requireNonNull(account, "account is null");
        this.region = requireNonNull(region, "region is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.delivery = requireNonNull(delivery, "delivery is null");
    }

    @Override
    public void changed(QueryExecution query, Optional<QueryState> previous)
    {
        ObjectNode event = JsonNodeFactory.instance.objectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Athena Query State Change")
                .put("source", "aws.athena")
                .put("account", account)
                .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        event.putArray("resources");
        ObjectNode detail = event.putObject("detail")
                .put("versionId", "0")
                .put("currentState", query.state().name());
        previous.ifPresent(state -> detail.put("previousState", state.name()));
        detail.put("statementType", query.submission().kind().type().name())
                .put("queryExecutionId", query.id())
                .put("workgroupName", query.submission().workgroup())
                .put("sequenceNumber", sequenceNumber(query.state()));
        if (query.state() == QueryState.FAILED) {
            query.status().failure().map(AthenaErrors::error).ifPresent(error -> write(error, detail));
        }
        delivery.accept(event.toString());
    }

    /**
     * No query is in a state twice, so that the number of the state gives the order.
     */
    private static String sequenceNumber(QueryState state)
    {
        return switch (state) {
            case QUEUED -> "1";
            case RUNNING -> "2";
            case SUCCEEDED, FAILED, CANCELLED -> "3";
        };
    }

    private static void write(AthenaError error, ObjectNode detail)
    {
        detail.putObject("athenaError")
                .put("errorCategory", error.errorCategory())
                .put("errorType", error.errorType())
                .put("retryable", error.retryable())
                .put("errorMessage", error.errorMessage());
    }
}
