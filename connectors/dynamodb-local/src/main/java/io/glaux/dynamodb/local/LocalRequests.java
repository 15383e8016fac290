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
package io.glaux.dynamodb.local;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a DynamoDB Local is asked for, by operation, and refuses some of it as a table over its capacity does:
 * DynamoDB Local itself never throttles. Thread-safe.
 */
public final class LocalRequests
        extends Handler.Wrapper
{
    private static final String REFUSAL =
            """
            {"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", \
            "message": "The level of configured provisioned throughput for the table was exceeded."}
            """;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();

    LocalRequests(Handler handler)
    {
        super(handler);
    }

    /**
     * Requests of each operation, for instance {@code BatchGetItem}, since the start; refused ones too.
     */
    public Map<String, Long> counts()
    {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((operation, count) -> copy.put(operation, count.sum()));
        return copy;
    }

    public long count(String operation)
    {
        return counts().getOrDefault(operation, 0L);
    }

    /**
     * Refuses the next requests of an operation with ProvisionedThroughputExceededException.
     */
    public void refuse(String operation, int times)
    {
        refusals.computeIfAbsent(operation, _ -> new AtomicInteger()).set(times);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws Exception
    {
        String target = request.getHeaders().get("X-Amz-Target");
        if (target != null) {
            String operation = target.substring(target.lastIndexOf('.') + 1);
            counts.computeIfAbsent(operation, _ -> new LongAdder()).increment();
            AtomicInteger left = refusals.get(operation);
            if (left != null && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
                response.setStatus(400);
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
                Content.Sink.write(response, true, REFUSAL, callback);
                return true;
            }
        }
        return super.handle(request, response, callback);
    }
}
