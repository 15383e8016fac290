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
package io.glaux.testing.shared;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.TrinoClients;
import io.glaux.testing.leak.LeakedProcesses;
import io.glaux.testing.process.Folders;
import io.glaux.testing.storage.CountingProxy;
import io.glaux.testing.storage.S3ProxyServer;
import io.glaux.testing.storage.S3Server;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * An instance over an external S3 server, with a counter between the two and the catalog {@code tpch}. A suite asks for
 * it with {@code @ExtendWith(SharedGlaux.Extension.class)} and a parameter; the first to ask starts it, the end of the
 * run stops it. Suites change nothing of it but tables of their own.
 */
public final class SharedGlaux
        implements AutoCloseable
{
    public static final String BUCKET = "glaux";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, Object> made = new HashMap<>();
    private final Path data = Folders.temporary("shared");
    private final S3Server storage;
    private final CountingProxy proxy;
    private final GlauxInstance instance;
    private final AwsClients clients;
    private final TrinoClients trino;

    private SharedGlaux()
    {
        try {
            storage = keep(S3ProxyServer.start());
            proxy = keep(CountingProxy.start(storage.url()));
            try (AwsClients direct =
                    AwsClients.of(storage.url().toString(), storage.accessKey(), storage.secretKey(), "us-east-1")) {
                direct.s3().createBucket(request -> request.bucket(BUCKET));
            }
            instance = keep(GlauxInstance.builder()
                    .data(data)
                    .storage(proxy.url(), storage)
                    .set("tpch.enabled", "true")
                    .set("engine.memory", "2GB")
                    .start());
            clients = keep(AwsClients.of(instance.environment()));
            trino = keep(new TrinoClients(instance.environment()));
        }
        catch (RuntimeException | Error e) {
            closeAll(e);
            throw e;
        }
    }

    public GlauxInstance instance()
    {
        return instance;
    }

    public CountingProxy proxy()
    {
        return proxy;
    }

    public AwsClients clients()
    {
        return clients;
    }

    public TrinoClients trino()
    {
        return trino;
    }

    public AthenaQueries athena(String database)
    {
        return new AthenaQueries(clients.athena(), "AwsDataCatalog", database);
    }

    public AthenaQueries athena(String catalog, String database)
    {
        return new AthenaQueries(clients.athena(), catalog, database);
    }

    /**
     * A second process that runs queries with the instance, until it is closed. It reads through the same counter.
     */
    public GlauxInstance startWorker()
    {
        return GlauxInstance.builder()
                .workerOf(instance)
                .set("engine.memory", "2GB")
                .start();
    }

    /**
     * Makes something that several suites use, at its first use. What could not be made is not tried again: every suite
     * that needs it fails for the first reason. What can be closed is, before the instance is.
     */
    public <T> T once(String name, Class<T> type, Supplier<T> maker)
    {
        Object value = made.get(name);
        if (value == null) {
            try {
                value = requireNonNull(maker.get(), "made value is null");
                if (value instanceof AutoCloseable closeable) {
                    open.push(closeable);
                }
            }
            catch (RuntimeException | Error e) {
                value = new Unmade(e);
            }
            made.put(name, value);
        }
        if (value instanceof Unmade(Throwable reason)) {
            throw new AssertionError("%s could not be made: %s".formatted(name, reason.getMessage()), reason);
        }
        return type.cast(value);
    }

    @Override
    public void close()
    {
        AssertionError failure = new AssertionError("The shared instance did not end well");
        closeAll(failure);
        List<String> left = LeakedProcesses.of(data);
        Folders.delete(data);
        if (!left.isEmpty()) {
            failure.addSuppressed(new AssertionError("Processes are left: " + left));
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private <T extends AutoCloseable> T keep(T resource)
    {
        open.push(resource);
        return resource;
    }

    private void closeAll(Throwable failure)
    {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            }
            catch (Exception | AssertionError e) {
                failure.addSuppressed(e);
            }
        }
    }

    private record Unmade(Throwable reason) {}

    /**
     * Gives a test the shared instance as a parameter.
     */
    public static final class Extension
            implements ParameterResolver
    {
        private static final ExtensionContext.Namespace NAMESPACE =
                ExtensionContext.Namespace.create(SharedGlaux.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context)
        {
            return parameter.getParameter().getType() == SharedGlaux.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context)
        {
            // the store of the root context closes it when the last suite has ended
            return context.getRoot().getStore(NAMESPACE).computeIfAbsent("instance", _ -> new SharedGlaux());
        }
    }
}
