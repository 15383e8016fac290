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
package io.glaux.flight.fault;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Passes calls on to a host, and changes what the host answers.
 */
final class TamperingProxy
        extends HandlerRegistry
        implements AutoCloseable
{
    private static final int MOST_BYTES = 64 << 20;

    private final ManagedChannel host;
    private final Tampering tampering;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    /**
     * Changes answers.
     */
    interface Tampering
    {
        /**
         * @param call has its own number
         * @return what is sent in its place
         */
        List<byte[]> change(String method, Object call, byte[] message);

        /**
         * @return whether the call ends here, and well
         */
        boolean ends(String method, Object call);

        /**
         * Before a call is passed on.
         */
        void opens(String method);
    }

    private TamperingProxy(int port, Tampering tampering)
    {
        this.tampering = tampering;
        this.host = Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .executor(executor)
                .maxInboundMessageSize(MOST_BYTES)
                .disableRetry()
                .build();
        this.server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .fallbackHandlerRegistry(this)
                .executor(executor)
                .maxInboundMessageSize(MOST_BYTES)
                .build();
    }

    static TamperingProxy start(int port, Tampering tampering)
    {
        TamperingProxy proxy = new TamperingProxy(port, tampering);
        try {
            proxy.server.start();
            return proxy;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port()
    {
        return server.getPort();
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority)
    {
        MethodDescriptor<byte[], byte[]> method = MethodDescriptor.newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
                .setFullMethodName(name)
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .build();
        return ServerMethodDefinition.create(method, (call, headers) -> {
            tampering.opens(name);
            Passage passage = new Passage(name, call, host.newCall(method, CallOptions.DEFAULT));
            passage.start(headers);
            return passage;
        });
    }

    @Override
    public void close()
    {
        server.shutdownNow();
        host.shutdownNow();
        try {
            if (!server.awaitTermination(10, TimeUnit.SECONDS) || !host.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The proxy does not end");
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    /**
     * One call.
     */
    private final class Passage
            extends ServerCall.Listener<byte[]>
    {
        private final String method;
        private final ServerCall<byte[], byte[]> engine;
        private final ClientCall<byte[], byte[]> target;
        private boolean isOver;

        private Passage(String method, ServerCall<byte[], byte[]> engine, ClientCall<byte[], byte[]> target)
        {
            this.method = method;
            this.engine = engine;
            this.target = target;
        }

        private void start(Metadata headers)
        {
            target.start(new Answers(), headers);
            engine.request(1);
            target.request(1);
        }

        @Override
        public void onMessage(byte[] message)
        {
            target.sendMessage(message);
            engine.request(1);
        }

        @Override
        public void onHalfClose()
        {
            target.halfClose();
        }

        @Override
        public void onCancel()
        {
            target.cancel("The engine does not want it any more", null);
        }

        @Override
        public void onReady()
        {
            target.request(1);
        }

        private synchronized void pass(byte[] message)
        {
            if (isOver) {
                return;
            }
            tampering.change(method, this, message).forEach(engine::sendMessage);
            if (tampering.ends(method, this)) {
                end(Status.OK, new Metadata());
                target.cancel("Nothing more is passed on", null);
            }
        }

        private synchronized void end(Status status, Metadata trailers)
        {
            if (!isOver) {
                isOver = true;
                engine.close(status, trailers);
            }
        }

        private final class Answers
                extends ClientCall.Listener<byte[]>
        {
            @Override
            public void onHeaders(Metadata headers)
            {
                engine.sendHeaders(headers);
            }

            @Override
            public void onMessage(byte[] message)
            {
                pass(message);
                if (engine.isReady()) {
                    target.request(1);
                }
            }

            @Override
            public void onClose(Status status, Metadata trailers)
            {
                end(status, trailers);
            }
        }
    }

    private enum Bytes
            implements MethodDescriptor.Marshaller<byte[]>
    {
        INSTANCE;

        @Override
        public InputStream stream(byte[] value)
        {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream)
        {
            try {
                return stream.readAllBytes();
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
