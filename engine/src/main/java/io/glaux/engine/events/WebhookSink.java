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
package io.glaux.engine.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * A URL that each event is posted to. An answer that is not of the class 2xx is a failure.
 */
final class WebhookSink
        implements EventSink
{
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    WebhookSink(URI address)
    {
        this.address = requireNonNull(address, "address is null");
    }

    @Override
    public void deliver(String event)
            throws IOException, InterruptedException
    {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("it answers with the status " + answer.statusCode());
        }
    }

    /**
     * Without path and query, which may hold a secret.
     */
    @Override
    public String toString()
    {
        return "the webhook on " + address.getHost();
    }
}
