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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Identities;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

import static com.google.common.base.Preconditions.checkState;
import static java.lang.Math.clamp;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * The AWS endpoint: one port for all services. Each request has a virtual thread, and its path is taken as it was sent,
 * since a signature covers it so.
 */
public final class AwsServer
        implements AutoCloseable
{
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final int HEADER_BYTES = 64 * 1024;
    /**
     * Headers, buffers and the beginning of a body.
     */
    private static final int HEAP_BYTES_OF_CONNECTION = 512 * 1024;
    private static final int FEWEST_CONNECTIONS = 1024;
    private static final int MOST_CONNECTIONS = 16 * 1024;

    private final Server server;
    private final ServerConnector connector;

    /**
     * @param services each with a signing name of its own
     * @param address the name or address to listen on, for instance {@code 127.0.0.1}
     * @param port 0 for any free one
     */
    public AwsServer(List<AwsService> services, Identities identities, Clock clock, String address, int port)
    {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("aws");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("aws-request-", 0).factory()));
        server = new Server(threads);
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
        connector = new ServerConnector(server, new HttpConnectionFactory(httpConfiguration()));
        connector.setHost(requireNonNull(address, "address is null"));
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        long connections = Runtime.getRuntime().maxMemory() / HEAP_BYTES_OF_CONNECTION;
        server.addBean(
                new NetworkConnectionLimit(clamp(connections, FEWEST_CONNECTIONS, MOST_CONNECTIONS), connector));
        server.setErrorHandler(new RefusedRequests());
        server.setHandler(new EndpointHandler(new AwsEndpoint(services, identities, clock)));
    }

    /**
     * Returns when requests are answered.
     *
     * @throws GlauxException when the port is taken
     */
    public void start()
    {
        try {
            server.start();
        }
        catch (Exception e) {
            close();
            if (e.getCause() instanceof BindException || e instanceof BindException) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        ("The AWS endpoint cannot listen on %s:%s, which is in use: set aws.port to another " +
                        "port").formatted(
                                connector.getHost(),
                                connector.getPort()),
                        e);
            }
            throw new GlauxException(ErrorCode.INTERNAL_ERROR, "The AWS endpoint does not start: " + e.getMessage(), e);
        }
    }

    /**
     * The port that it listens on.
     */
    public int port()
    {
        int port = connector.getLocalPort();
        checkState(port > 0, "The AWS endpoint is not started");
        return port;
    }

    @Override
    public void close()
    {
        try {
            server.stop();
        }
        catch (Exception e) {
            throw new GlauxException(ErrorCode.INTERNAL_ERROR, "The AWS endpoint does not stop: " + e.getMessage(), e);
        }
    }

    private static HttpConfiguration httpConfiguration()
    {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        // a signature covers the values of headers to the letter, and the server would write common ones in its own way
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setResponseHeaderSize(HEADER_BYTES);
        return configuration;
    }

    private static final class EndpointHandler
            extends Handler.Abstract
    {
        private final AwsEndpoint endpoint;

        private EndpointHandler(AwsEndpoint endpoint)
        {
            this.endpoint = requireNonNull(endpoint, "endpoint is null");
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback)
        {
            try {
                endpoint.serve(head(request), Content.Source.asInputStream(request), new JettyResponse(response));
                callback.succeeded();
            }
            catch (IOException | RuntimeException e) {
                // the client is gone, or the answer has begun and cannot be finished: the connection is cut
                callback.failed(e);
            }
            return true;
        }

        private static RequestHead head(Request request)
        {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            for (HttpField field : request.getHeaders()) {
                headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(requireNonNullElse(field.getValue(), ""));
            }
            return new RequestHead(
                    request.getMethod(),
                    requireNonNullElse(request.getHttpURI().getPath(), "/"),
                    requireNonNullElse(request.getHttpURI().getQuery(), ""),
                    headers);
        }
    }

    private record JettyResponse(Response response)
            implements ResettableResponse
    {
        @Override
        public void status(int status)
        {
            response.setStatus(status);
        }

        @Override
        public void header(String name, String value)
        {
            response.getHeaders().add(name, value);
        }

        @Override
        public OutputStream body()
        {
            return Content.Sink.asOutputStream(response);
        }

        @Override
        public boolean reset()
        {
            if (response.isCommitted()) {
                return false;
            }
            response.reset();
            return true;
        }
    }
}
