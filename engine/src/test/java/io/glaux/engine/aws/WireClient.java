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
package io.glaux.engine.aws;

import io.glaux.engine.aws.SdkSigner.Wire;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Sends requests as they were signed.
 */
public final class WireClient
        implements AutoCloseable
{
    /**
     * The client writes these itself, and alike.
     */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient http = HttpClient.newHttpClient();

    public HttpResponse<String> send(Wire wire)
    {
        HttpRequest.Builder request = HttpRequest.newBuilder(wire.uri())
                .method(wire.method(), HttpRequest.BodyPublishers.ofByteArray(wire.body()));
        wire.headers().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(ISO_8859_1));
        }
        catch (IOException e) {
            throw new AssertionError("No answer to " + wire.method() + " " + wire.uri(), e);
        }
        catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close()
    {
        http.close();
    }
}
