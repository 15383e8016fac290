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
package io.glaux.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.CommandFailure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import static java.util.Objects.requireNonNull;

/**
 * Calls DynamoDB Local: AWS JSON 1.0, with a signature that it does not check.
 */
public final class DynamoDbLocalClient
        implements AutoCloseable
{
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/"
            + "aws4_request, SignedHeaders=host, Signature=0";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OK = 200;

    private final URI endpoint;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public DynamoDbLocalClient(URI endpoint)
    {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
    }

    /**
     * @param body the request as JSON
     * @throws CommandFailure if it is refused, with the answer, or if nothing answers
     */
    public JsonNode call(String action, String body)
            throws InterruptedException
    {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new CommandFailure("%s at DynamoDB Local failed: %s".formatted(action, response.body()));
            }
            return MAPPER.readTree(response.body());
        }
        catch (IOException e) {
            throw new CommandFailure("DynamoDB Local at %s does not answer: %s".formatted(endpoint, e.getMessage()));
        }
    }

    @Override
    public void close()
    {
        client.close();
    }
}
