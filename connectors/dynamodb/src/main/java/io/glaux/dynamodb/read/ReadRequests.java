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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.metering.Units;
import io.glaux.source.ReadContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import static java.util.Objects.requireNonNull;

/**
 * Sends the requests of reads, within the rate. Thread-safe.
 */
final class ReadRequests
{
    private static final int UNIT_BYTES = 4096;

    private final DynamoDbAsyncClient client;
    private final RateBudget budget;
    private final Duration patience;

    ReadRequests(DynamoDbAsyncClient client, RateBudget budget, Duration patience)
    {
        this.client = requireNonNull(client, "client is null");
        this.budget = requireNonNull(budget, "budget is null");
        this.patience = requireNonNull(patience, "patience is null");
    }

    Duration patience()
    {
        return patience;
    }

    /**
     * Something to ask DynamoDB for, as often as it takes.
     *
     * @param what of which the user knows: for messages
     * @param send sends it once
     * @param units what a response says that it took
     * @param rows that are in a response, or were looked at for it
     * @param expected units
     */
    record Request<R>(
            String what,
            boolean isConsistent,
            Function<DynamoDbAsyncClient, CompletableFuture<R>> send,
            ToDoubleFunction<R> units,
            ToIntFunction<R> rows,
            double expected)
    {
        Request
        {
            requireNonNull(what, "what is null");
            requireNonNull(send, "send is null");
        }
    }

    /**
     * Sends a request as soon as the rate allows it. Interrupted, it is not sent.
     */
    <R> Fetch<R> send(ReadContext context, Request<R> request)
            throws InterruptedException
    {
        acquire(context, request);
        return new Fetch<>(this, context, request, sendOnce(context, request));
    }

    /**
     * The same for what is not wanted yet.
     *
     * @return null when the rate does not allow it now
     */
    <R> Fetch<R> sendAhead(ReadContext context, Request<R> request)
    {
        return budget.tryAcquire(request.expected())
                ? new Fetch<>(this, context, request, sendOnce(context, request))
                : null;
    }

    <R> void acquire(ReadContext context, Request<R> request)
            throws InterruptedException
    {
        Duration waited = budget.acquire(request.expected());
        if (waited.toMillis() > 0) {
            context.throttled(waited);
        }
    }

    /**
     * What a response took is told when it is there, whoever waits for it by then.
     */
    <R> CompletableFuture<R> sendOnce(ReadContext context, Request<R> request)
    {
        CompletableFuture<R> sent;
        try {
            sent = request.send().apply(client);
        }
        catch (RuntimeException e) {
            budget.settle(request.expected(), 0);
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<R> counted = sent.whenComplete((response, _) -> {
            double units = response == null ? 0 : request.units().applyAsDouble(response);
            budget.settle(request.expected(), units);
            if (response != null) {
                double factor = request.isConsistent() ? 1 : 2;
                context.consumed(
                        Math.round(units * factor * UNIT_BYTES),
                        request.rows().applyAsInt(response),
                        Units.of(CapacityUnits.READ, BigDecimal.valueOf(units).setScale(6, RoundingMode.HALF_UP)));
            }
        });
        return cancelling(counted, sent);
    }

    /**
     * What is made of a response. Cancelled, it cancels the request.
     */
    static <A, B> CompletableFuture<B> then(CompletableFuture<A> response, Function<A, B> made)
    {
        return cancelling(response.thenApply(made), response);
    }

    private static <A, B> CompletableFuture<B> cancelling(CompletableFuture<B> later, CompletableFuture<A> earlier)
    {
        // the futures of Java cancel none that they were made of
        CompletableFuture<B> _ = later.whenComplete((_, _) -> {
            if (later.isCancelled()) {
                earlier.cancel(true);
            }
        });
        return later;
    }
}
