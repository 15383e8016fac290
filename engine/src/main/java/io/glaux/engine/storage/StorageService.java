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
import org.eclipse.jetty.client.HttpRequestException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * How long a connection is kept that no request uses. Storages close such connections too, many of them after half
     * a minute, and a request that meets the close has no answer: so they are closed here first.
     */
    private static final Duration UNUSED_TIMEOUT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 1024;
    private static final int CLIENT_THREADS = 200;
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
        this(config, clock, CLIENT_THREADS, UNUSED_TIMEOUT);
    }

    /**
     * @param threads for the connections to the storage; nothing that blocks is done on them
     * @param unused how long a connection is kept that no request uses
     */
    StorageService(StorageConfig config, Clock clock, int threads, Duration unused)
    {
        this.config = requireNonNull(config, "config is null");
        this.credentials = config.credentials();
        this.signer = new RequestSigner(config.region(), clock);
        this.client = newClient(threads, unused);
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
        Request sent = newRequest(forwarded);
        AnswerListener listener = new AnswerListener();
        boolean over = false;
        try (InputStream body = listener.getInputStream()) {
            boolean uploaded = send(forwarded, sent, listener, request.requestId());
            Response answer = await(listener, request.requestId());
            response.status(answer.getStatus());
            if (!uploaded) {
                // the rest of the body is in the way of another request
                response.header("Connection", "close");
            }
            for (HttpField field : answer.getHeaders()) {
                if (!DROPPED_HEADERS.contains(field.getName().toLowerCase(Locale.ROOT))) {
                    response.header(field.getName(), field.getValue());
                }
            }
            OutputStream out = response.body();
            copy(body, out, request.requestId());
            // only a whole answer ends: what breaks off must look so to the client
            out.close();
            over = uploaded;
        }
        finally {
            if (!over) {
                CompletableFuture<Boolean> _ =
                        sent.abort(new IOException("Request %s ended early".formatted(request.requestId())));
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
        Request request = client.newRequest(uri)
                .method(forwarded.method())
                .idleTimeout(IDLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        request.headers(fields -> {
            signed.forEach(fields::put);
            forwarded.contentLength().ifPresent(length -> fields.put(HttpHeader.CONTENT_LENGTH, length));
            if (forwarded.contentLength().orElse(0) >= EXPECT_CONTINUE_FROM_BYTES) {
                fields.put(HttpHeader.EXPECT, "100-continue");
            }
        });
        return request;
    }

    /**
     * @return whether the storage has the whole request
     */
    private static boolean send(
            ForwardedRequest forwarded,
            Request request,
            AnswerListener listener,
            String requestId)
            throws IOException
    {
        if (forwarded.contentLength().orElse(0) > 0) {
            return upload(forwarded, request, listener, requestId);
        }
        requireEmpty(forwarded.body());
        request.send(listener);
        return true;
    }

    /**
     * Sends a request with its body. The body is read on the thread of the client's request: a client may pause for as
     * long as it likes, and must not hold a thread that other requests need.
     *
     * @return false if the storage answered, or broke off, before it had the whole body
     */
    private static boolean upload(
            ForwardedRequest forwarded,
            Request request,
            AnswerListener listener,
            String requestId)
            throws IOException
    {
        String contentType = Optional.ofNullable(forwarded.headers().get("content-type")).map(List::getFirst)
                .orElse(null);
        OutputStreamRequestContent content = new OutputStreamRequestContent(contentType);
        request.body(content).send(listener);
        OutputStream out = content.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (!listener.answered) {
            int count = readUpload(forwarded.body(), buffer, requestId);
            try {
                if (count < 0) {
                    out.close();
                    return true;
                }
                out.write(buffer, 0, count);
            }
            catch (IOException | HttpRequestException _) {
                // the storage takes no more: its answer, or that there is none, says why
                return false;
            }
        }
        return false;
    }

    private static int readUpload(InputStream body, byte[] buffer, String requestId)
            throws IOException
    {
        try {
            return body.read(buffer);
        }
        catch (IOException e) {
            log.debug("Request %s: the client broke off its upload: %s", requestId, e.getMessage());
            throw e;
        }
    }

    /**
     * A body that is not sent on is checked all the same.
     */
    private static void requireEmpty(InputStream body)
            throws IOException
    {
        if (body.read() >= 0) {
            throw new AwsException(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }
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

    private void copy(InputStream body, OutputStream out, String requestId)
            throws IOException
    {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = readAnswer(body, buffer, requestId);
        while (count >= 0) {
            out.write(buffer, 0, count);
            count = readAnswer(body, buffer, requestId);
        }
    }

    private int readAnswer(InputStream body, byte[] buffer, String requestId)
            throws IOException
    {
        try {
            return body.read(buffer);
        }
        catch (IOException e) {
            log.warn("Request %s: the storage %s broke off its answer: %s", requestId, config.endpoint(), e);
            throw unavailable();
        }
    }

    private static HttpClient newClient(int threadCount, Duration unused)
    {
        HttpClient client = new HttpClient();
        QueuedThreadPool threads = new QueuedThreadPool(threadCount);
        threads.setName("storage-client");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setConnectTimeout(CONNECT_TIMEOUT.toMillis());
        client.setIdleTimeout(unused.toMillis());
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

    /**
     * Knows how far an exchange is.
     */
    private static final class AnswerListener
            extends InputStreamResponseListener
    {
        private volatile boolean answered;

        @Override
        public void onHeaders(Response response)
        {
            answered = true;
            super.onHeaders(response);
        }

        /**
         * A storage that refuses a body answers whole, and only the request has failed. Told of a failure, the listener
         * would throw away what was not read yet of the answer.
         */
        @Override
        public void onComplete(Result result)
        {
            boolean whole = result.getResponseFailure() == null;
            super.onComplete(whole ? new Result(result.getRequest(), result.getResponse()) : result);
        }
    }
}
