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
package io.glaux.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.util.Objects.requireNonNull;

/**
 * Stands before DynamoDB and counts what each request consumes, whoever sends it. It asks for the consumed capacity
 * where a client did not; DynamoDB Local does not look at signatures, so requests may be changed.
 */
final class DynamoDbCounter
        implements AutoCloseable
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String TARGET = "X-Amz-Target";
    private static final Set<String> READS = Set.of(
            "Query", "Scan", "GetItem", "BatchGetItem", "ExecuteStatement", "BatchExecuteStatement");
    private static final Set<String> FORWARDED = Set.of("authorization", "content-type", "x-amz-date", "x-amz-target");

    private final URI target;
    private final HttpServer server;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private long requests;
    private long bytes;
    private double units;

    private DynamoDbCounter(URI target, HttpServer server)
    {
        this.target = requireNonNull(target, "target is null");
        this.server = requireNonNull(server, "server is null");
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();
    }

    static DynamoDbCounter start(URI target)
            throws IOException
    {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DynamoDbCounter counter = new DynamoDbCounter(target, server);
        server.createContext("/", counter::pass);
        server.setExecutor(counter.threads);
        server.start();
        return counter;
    }

    URI url()
    {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized Count count()
    {
        return new Count(requests, bytes, units);
    }

    @Override
    public void close()
    {
        server.stop(0);
        client.close();
        threads.close();
    }

    private void pass(HttpExchange exchange)
            throws IOException
    {
        try (exchange) {
            String action = action(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(READS.contains(action) ? asking(body) : body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (FORWARDED.contains(name.toLowerCase(Locale.ENGLISH))) {
                    request.header(name, values.getFirst());
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (READS.contains(action)) {
                add(response.body());
            }
            response.headers().firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            response.headers().firstValue("x-amz-crc32")
                    .ifPresent(checksum -> exchange.getResponseHeaders().set("x-amz-crc32", checksum));
            int length = response.body().length;
            exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(response.body());
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String action(HttpExchange exchange)
    {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst(TARGET));
        return header.substring(header.indexOf('.') + 1);
    }

    private static byte[] asking(byte[] body)
            throws IOException
    {
        ObjectNode request = (ObjectNode) MAPPER.readTree(body);
        if (!request.has("ReturnConsumedCapacity")) {
            request.put("ReturnConsumedCapacity", "TOTAL");
        }
        return MAPPER.writeValueAsBytes(request);
    }

    private void add(byte[] body)
            throws IOException
    {
        JsonNode consumed = MAPPER.readTree(body).path("ConsumedCapacity");
        double total = 0;
        if (consumed.isArray()) {
            for (JsonNode table : consumed) {
                total += table.path("CapacityUnits").asDouble();
            }
        }
        else {
            total = consumed.path("CapacityUnits").asDouble();
        }
        synchronized (this) {
            requests++;
            bytes += body.length;
            units += total;
        }
    }

    /**
     * @param bytes of the bodies of responses
     * @param units read units
     */
    record Count(long requests, long bytes, double units)
    {
        Count since(Count earlier)
        {
            return new Count(requests - earlier.requests, bytes - earlier.bytes, units - earlier.units);
        }
    }
}
