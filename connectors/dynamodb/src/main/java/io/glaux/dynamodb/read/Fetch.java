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

import io.glaux.source.ReadContext;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.util.Objects.requireNonNull;

/**
 * A response that is under way. A refusal for being over capacity is no failure: it is asked for again, ever more
 * slowly, and the query goes on when there is capacity again. What DynamoDB or the network fail at is tried a few times
 * more.
 */
final class Fetch<R>
{
    // responses that nobody wants are waited for so long, to be counted
    private static final Duration PARTING = Duration.ofMillis(500);

    private final ReadRequests requests;
    private final ReadContext context;
    private final ReadRequests.Request<R> request;
    private CompletableFuture<R> response;

    Fetch(ReadRequests requests,
            ReadContext context,
            ReadRequests.Request<R> request,
            CompletableFuture<R> response)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.request = requireNonNull(request, "request is null");
        this.response = requireNonNull(response, "response is null");
    }

    /**
     * @throws io.glaux.source.SourceException if it cannot be had
     */
    R await()
            throws InterruptedException
    {
        Backoff backoff = new Backoff(requests.patience());
        while (true) {
            try {
                return response.get();
            }
            catch (InterruptedException e) {
                response.cancel(true);
                throw e;
            }
            catch (CancellationException e) {
                throw new IllegalStateException("A response was waited for after it was abandoned", e);
            }
            catch (ExecutionException e) {
                context.throttled(backoff.await(e.getCause(), request.what()));
            }
            requests.acquire(context, request);
            response = requests.sendOnce(context, request);
        }
    }

    CompletableFuture<R> response()
    {
        return response;
    }

    /**
     * Nobody waits for them any more.
     */
    static void abandon(Collection<? extends Fetch<?>> fetches)
    {
        CompletableFuture<?>[] responses = fetches.stream()
                .map(Fetch::response)
                .toArray(CompletableFuture<?>[]::new);
        try {
            Void _ = CompletableFuture.allOf(responses).get(PARTING.toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        catch (ExecutionException | CancellationException | TimeoutException _) {
            // nobody asked for it
        }
        fetches.forEach(fetch -> fetch.response().cancel(true));
    }
}
