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
package io.glaux.dynamodb.write;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.read.RateBudget;
import io.glaux.metering.Units;
import io.glaux.source.ReadContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Sends requests that write, as fast as the catalog may, until each is answered; and counts what they took.
 * Thread-safe.
 */
public final class WriteRequests
{
    private final DynamoDbAsyncClient client;
    private final DynamoDbCalls calls;
    private final RateBudget budget;

    public WriteRequests(DynamoDbAsyncClient client, DynamoDbCalls calls, RateBudget budget)
    {
        this.client = requireNonNull(client, "client is null");
        this.calls = requireNonNull(calls, "calls is null");
        this.budget = requireNonNull(budget, "budget is null");
    }

    /**
     * @param items that are written, each of which takes a unit or more
     * @param request may be sent several times
     * @param taken what a response says that it took
     * @throws io.glaux.source.SourceException if it is refused, or fails for too long
     */
    <T> T send(
            String where,
            int items,
            Function<DynamoDbAsyncClient, CompletableFuture<T>> request,
            Function<T, Units> taken,
            ReadContext context)
            throws InterruptedException
    {
        Duration waited = budget.acquire(items);
        if (waited.toMillis() > 0) {
            context.throttled(waited);
        }
        T response = calls.call(where, () -> request.apply(client), context::throttled);
        Units units = taken.apply(response);
        budget.settle(items, units.amounts().getOrDefault(CapacityUnits.WRITE, BigDecimal.ZERO).doubleValue());
        context.consumed(0, 0, units);
        return response;
    }
}
