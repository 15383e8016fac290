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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Calls the admin service: AWS JSON 1.1 on the AWS endpoint, signed for {@code glaux}.
 */
public final class AdminClient
        implements AutoCloseable
{
    private static final String SIGNING_NAME = "glaux";
    private static final String TARGET_PREFIX = "Glaux.";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final AwsClients clients;
    private final SdkHttpClient http = AwsClients.http();

    public AdminClient(AwsClients clients)
    {
        this.clients = requireNonNull(clients, "clients is null");
    }

    /**
     * @throws CommandFailure with the server's message if it refuses the request
     */
    public JsonNode call(String operation, Map<String, ?> members)
    {
        try {
            HttpExecuteResponse response = http.prepareRequest(signed(operation, MAPPER.writeValueAsBytes(members)))
                    .call();
            byte[] body = response.responseBody().isPresent() ? read(response.responseBody().get()) : new byte[0];
            JsonNode json = MAPPER.readTree(body.length == 0 ? "{}".getBytes(UTF_8) : body);
            if (!response.httpResponse().isSuccessful()) {
                throw new CommandFailure(message(json).orElseGet(() -> "the server refused %s with HTTP status %s"
                        .formatted(operation, response.httpResponse().statusCode())));
            }
            return json;
        }
        catch (JsonProcessingException e) {
            throw new CommandFailure(
                    "the server at %s answered %s with something that is no JSON".formatted(
                            clients.endpoint(),
                            operation));
        }
        catch (IOException e) {
            throw new CommandFailure(
                    "the server at %s does not answer: %s".formatted(clients.endpoint(), e.getMessage()));
        }
    }

    @Override
    public void close()
    {
        http.close();
    }

    private HttpExecuteRequest signed(String operation, byte[] body)
    {
        ContentStreamProvider payload = ContentStreamProvider.fromByteArray(body);
        SdkHttpRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(clients.endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", String.valueOf(body.length))
                .putHeader("X-Amz-Target", TARGET_PREFIX + operation)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign
                .identity(clients.credentials())
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                .putProperty(AwsV4HttpSigner.REGION_NAME, clients.region().id()));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build();
    }

    private static byte[] read(AbortableInputStream body)
            throws IOException
    {
        try (body) {
            return body.readAllBytes();
        }
    }

    private static Optional<String> message(JsonNode json)
    {
        return Optional.ofNullable(json.hasNonNull("Message") ? json.get("Message").asText() : json.path("message")
                                                                                               .asText(null));
    }
}
