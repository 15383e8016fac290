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
package io.glaux.engine.hosts;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.RestartPolicy.Pause;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/**
 * Keeps the process of one catalog running: starts it, and starts it again when it ends, at its port if that is free.
 */
public final class Host
        implements AutoCloseable
{
    private static final Logger log = Logger.get(Host.class);
    private static final int ANY_PORT = 0;
    private static final int MOST_PROBES_MISSED = 3;

    private final HostLaunch launch;
    private final HostSpec spec;
    private final HostCredentials credentials;
    private final RestartPolicy policy;
    private final HostListener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<HostEndpoint> first = new CompletableFuture<>();
    private final Thread supervisor;

    @GuardedBy("this")
    private HostStatus status = new HostStatus(Optional.empty(), "it is starting");
    @GuardedBy("this")
    private Optional<HostProcess> process = Optional.empty();

    Host(HostLaunch launch,
            HostSpec spec,
            HostCredentials credentials,
            RestartPolicy policy,
            HostListener listener)
    {
        this.launch = requireNonNull(launch, "launch is null");
        this.spec = requireNonNull(spec, "spec is null");
        this.credentials = requireNonNull(credentials, "credentials is null");
        this.policy = requireNonNull(policy, "policy is null");
        this.listener = requireNonNull(listener, "listener is null");
        this.supervisor = Thread.ofVirtual().name("host-" + spec.name()).unstarted(this::supervise);
    }

    void start()
    {
        supervisor.start();
    }

    public synchronized HostStatus status()
    {
        return status;
    }

    /**
     * Waits for the first attempt to start it, unless it listens.
     *
     * @throws GlauxException with CATALOG_ERROR and what the host says is wrong
     */
    public HostEndpoint awaitFirst()
    {
        Optional<HostEndpoint> listening = status().endpoint();
        if (listening.isPresent()) {
            return listening.get();
        }
        try {
            return first.get();
        }
        catch (ExecutionException e) {
            throw new GlauxException(ErrorCode.CATALOG_ERROR, withName(String.valueOf(e.getCause().getMessage())), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GlauxException(ErrorCode.CATALOG_ERROR, "Catalog %s: interrupted".formatted(spec.name()), e);
        }
    }

    /**
     * Ends it, once the streams that are open have ended or their time is over.
     */
    @Override
    public void close()
    {
        closing.countDown();
        Optional<HostProcess> running;
        synchronized (this) {
            running = process;
        }
        running.ifPresent(HostProcess::end);
        try {
            supervisor.join();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        first.completeExceptionally(new HostFailedException("the catalog was removed"));
    }

    /**
     * Sources mostly name the catalog themselves.
     */
    private String withName(String message)
    {
        String name = "Catalog %s: ".formatted(spec.name());
        return message.startsWith(name) ? message : name + message;
    }

    private void supervise()
    {
        int port = ANY_PORT;
        while (!isClosing()) {
            Duration ran = Duration.ZERO;
            String failure;
            try {
                HostEndpoint endpoint = startProcess(port);
                long readyNanos = System.nanoTime();
                port = endpoint.port();
                failure = serve(endpoint);
                ran = Duration.ofNanos(System.nanoTime() - readyNanos);
            }
            catch (HostFailedException e) {
                failure = e.getMessage();
                first.completeExceptionally(e);
                // its port may be somebody else's by now
                port = ANY_PORT;
            }
            catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            catch (RuntimeException e) {
                log.error(e, "The host of catalog %s", spec.name());
                failure = "it cannot be started: see log/server.log";
                first.completeExceptionally(e);
            }
            if (!isClosing()) {
                pause(policy.after(ran), failure);
            }
        }
    }

    private HostEndpoint startProcess(int port)
            throws HostFailedException, InterruptedException
    {
        HostProcess started;
        synchronized (this) {
            if (isClosing()) {
                throw new HostFailedException("the catalog was removed");
            }
            started = HostProcess.start(launch, spec, credentials, port);
            process = Optional.of(started);
        }
        try {
            return started.awaitReady();
        }
        catch (HostFailedException | InterruptedException e) {
            started.end();
            throw e;
        }
    }

    private String serve(HostEndpoint endpoint)
            throws InterruptedException
    {
        set(new HostStatus(Optional.of(endpoint), HostStatus.OK));
        log.info("The host of catalog %s listens at %s, process %s", spec.name(), endpoint.url(), endpoint.pid());
        listener.ready(endpoint);
        first.complete(endpoint);
        HostProcess running;
        synchronized (this) {
            running = process.orElseThrow();
        }
        int missed = 0;
        while (isClosing() || missed < MOST_PROBES_MISSED) {
            OptionalInt status = running.awaitEnd(policy.probe());
            if (status.isPresent()) {
                return "its process ended with status %s".formatted(status.getAsInt());
            }
            missed = running.isAlive(policy.probe()) ? 0 : missed + 1;
        }
        running.kill();
        return "its process did not answer any more, and was ended";
    }

    private void pause(Pause pause, String failure)
    {
        String text = pause.isOpen()
                ? "it failed %s times in a row, the last time because %s. It is tried again at %s; see log/host-%s.log"
                  .formatted(pause.failures(), failure, at(pause.length()), spec.name())
                : "%s; it is started again, see log/host-%s.log".formatted(failure, spec.name());
        log.warn("The host of catalog %s: %s", spec.name(), text);
        set(new HostStatus(Optional.empty(), text));
        try {
            if (closing.await(pause.length().toNanos(), TimeUnit.NANOSECONDS)) {
                log.debug("The host of catalog %s is not wanted any more", spec.name());
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Instant at(Duration fromNow)
    {
        return Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS);
    }

    private void set(HostStatus current)
    {
        synchronized (this) {
            status = current;
        }
        listener.changed();
    }

    private boolean isClosing()
    {
        return closing.getCount() == 0;
    }
}
