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
package io.glaux.engine.storage;

import io.airlift.log.Logger;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsProtocol;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.aws.RequestSigner;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static com.google.common.base.Throwables.getCausalChain;
import static java.util.Objects.requireNonNull;

/**
 * The {@code s3} service of the endpoint: verified requests go on to the storage, signed anew with the storage's key,
 * and the answer comes back as it is. Bodies stream in both directions.
 */
public final class StorageService
        implements AwsService, AutoCloseable
{
    private static final Logger log = Logger.get(StorageService.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
    private static final int CONNECTIONS = 1024;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final long EXPECT_CONTINUE_FROM_BYTES = 1024 * 1024;

    private static final Set<String> DROPPED_HEADERS =
            Set.of("connection",
                    "date",
                    "keep-alive",
                    "proxy-authenticate",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private final StorageConfig config;
    private final AwsCredentialsProvider credentials;
    private final RequestSigner signer;
    private final HttpClient client;

    public StorageService(StorageConfig config, Clock clock)
    {
        this.config = requireNonNull(config, "config is null");
        this.credentials = config.credentials();
        this.signer = new RequestSigner(config.region(), clock);
        this.client = newClient();
    }

    @Override
    public String signingName()
    {
        return "s3";
    }

    @Override
    public AwsProtocol protocol()
    {
        return AwsProtocol.S3;
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        ForwardedRequest forwarded = ForwardedRequest.of(request);
        InputStreamResponseListener listener = new InputStreamResponseListener();
        newRequest(forwarded).send(listener);
        try (InputStream body = listener.getInputStream()) {
            Response answer = await(listener, request.requestId());
            response.status(answer.getStatus());
            for (HttpField field : answer.getHeaders()) {
                if (!DROPPED_HEADERS.contains(field.getName().toLowerCase(Locale.ROOT))) {
                    response.header(field.getName(), field.getValue());
                }
            }
            try (OutputStream out = response.body()) {
                copy(body, out);
            }
        }
    }

    @Override
    public void close()
    {
        try {
            client.stop();
        }
        catch (Exception e) {
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The client of the storage does not stop: " + e.getMessage(),
                    e);
        }
    }

    private Request newRequest(ForwardedRequest forwarded)
    {
        S3Address address = forwarded.address();
        boolean inPath = config.pathStyle() || address.bucket().isEmpty() || address.key().startsWith("/");
        String path = address.path(inPath);
        String host = (inPath ? "" : address.bucket() + ".") + config.endpoint().getHost();
        int port = config.endpoint().getPort();
        String authority = port < 0 ? host : host + ":" + port;

        Map<String, List<String>> headers = forwarded.headers();
        headers.put("host", List.of(authority));
        Map<String, List<String>> signed = signer.sign(
                credentials.resolveCredentials(),
                forwarded.method(),
                path,
                forwarded.query(),
                headers,
                forwarded.payloadHash());

        String query = forwarded.query().isEmpty() ? "" : "?" + forwarded.query();
        URI uri = URI.create("%s://%s%s%s".formatted(config.endpoint().getScheme(), authority, path, query));
        Request request = client.newRequest(uri).method(forwarded.method());
        request.headers(fields -> {
            signed.forEach(fields::put);
            forwarded.contentLength().ifPresent(length -> fields.put(HttpHeader.CONTENT_LENGTH, length));
            if (forwarded.contentLength().orElse(0) >= EXPECT_CONTINUE_FROM_BYTES) {
                fields.put(HttpHeader.EXPECT, "100-continue");
            }
        });
        if (forwarded.contentLength().orElse(0) > 0) {
            String contentType = Optional.ofNullable(headers.get("content-type")).map(List::getFirst).orElse(null);
            ByteBufferPool.Sized buffers = new ByteBufferPool.Sized(client.getByteBufferPool(), false, BUFFER_BYTES);
            request.body(new InputStreamRequestContent(contentType, forwarded.body(), buffers));
        }
        return request;
    }

    /**
     * Waits for the head of the answer. How long that takes depends on the body that is sent meanwhile; silence on the
     * connection ends it.
     */
    private Response await(InputStreamResponseListener listener, String requestId)
            throws IOException
    {
        try {
            return listener.get(1, TimeUnit.DAYS);
        }
        catch (ExecutionException e) {
            for (Throwable cause : getCausalChain(e)) {
                if (cause instanceof AwsException refusal) {
                    throw refusal;
                }
            }
            log.warn(e, "Request %s: the storage %s did not answer", requestId, config.endpoint());
            throw unavailable();
        }
        catch (TimeoutException e) {
            throw unavailable();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the storage");
        }
    }

    private AwsException unavailable()
    {
        return new AwsException(
                503,
                "ServiceUnavailable",
                "The storage behind this endpoint does not answer. Please try again.");
    }

    private static void copy(InputStream body, OutputStream out)
            throws IOException
    {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    private static HttpClient newClient()
    {
        HttpClient client = new HttpClient();
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("storage-client");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        client.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(CONNECTIONS * 8);
        client.setRequestBufferSize(BUFFER_BYTES);
        client.setResponseBufferSize(BUFFER_BYTES);
        try {
            client.start();
        }
        catch (Exception e) {
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The client of the storage does not start: " + e.getMessage(),
                    e);
        }
        // an object is passed on as it is stored, and asked for as it is
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove("decode");
        return client;
    }
}
