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

import io.airlift.log.Logger;
import io.glaux.engine.hosts.HostMessages.Answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

/**
 * A process that serves one catalog. It is told to end by a signal, and then finishes what it is at. Its standard input
 * stays open for as long as it is wanted: when that closes, since this process is gone, the host goes at once.
 */
final class HostProcess
{
    private static final Logger log = Logger.get(HostProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final HostLaunch launch;
    private final Process process;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    /**
     * What is completed when the host says next that it is alive.
     */
    private final AtomicReference<CompletableFuture<Boolean>> sign = new AtomicReference<>(new CompletableFuture<>());

    private HostProcess(String name, HostLaunch launch, Process process)
    {
        this.name = requireNonNull(name, "name is null");
        this.launch = requireNonNull(launch, "launch is null");
        this.process = requireNonNull(process, "process is null");
        CompletableFuture<Boolean> _ = process.onExit().thenApply(_ -> sign.get().complete(false));
    }

    /**
     * @throws HostFailedException if no process can be made
     */
    static HostProcess start(HostLaunch launch, HostSpec spec, HostCredentials credentials, int port)
            throws HostFailedException
    {
        HostLog hostLog;
        Process process;
        try {
            hostLog = HostLog.of(launch.log(spec.name()));
            process = start(launch, spec, hostLog);
        }
        catch (IOException e) {
            throw new HostFailedException(
                    "the process of catalog %s cannot be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
        HostProcess host = new HostProcess(spec.name(), launch, process);
        String input = HostMessages.input(launch, spec, credentials, port);
        thread("host-input-" + spec.name(), () -> host.tell(input));
        Thread output = thread("host-output-" + spec.name(), () -> host.listen(hostLog));
        thread("host-log-" + spec.name(), () -> host.keepLog(hostLog, output));
        return host;
    }

    /**
     * No virtual one: it waits in the operating system for as long as the host lives.
     */
    private static Thread thread(String name, Runnable work)
    {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    private static Process start(HostLaunch launch, HostSpec spec, HostLog hostLog)
            throws IOException
    {
        try {
            return new ProcessBuilder(launch.command(spec)).directory(launch.logFolder().toFile()).start();
        }
        catch (IOException e) {
            hostLog.close();
            throw e;
        }
    }

    long pid()
    {
        return process.pid();
    }

    /**
     * Waits until the host listens.
     *
     * @throws HostFailedException with what it says is wrong, or that it ended or took too long
     */
    HostEndpoint awaitReady()
            throws HostFailedException, InterruptedException
    {
        Duration patience = launch.readyWithin();
        try {
            return switch (answer.get(patience.toNanos(), NANOSECONDS)) {
                case Answer.Ready(int port) -> new HostEndpoint(pid(), launch.address(), port);
                case Answer.Failed(String message) -> throw new HostFailedException(message);
            };
        }
        catch (TimeoutException e) {
            throw new HostFailedException(
                    "the process of catalog %s did not listen within %s s".formatted(name, patience.toSeconds()), e);
        }
        catch (ExecutionException e) {
            throw new HostFailedException(e.getCause().getMessage(), e);
        }
    }

    /**
     * Waits until it is gone, for some time.
     *
     * @return its status; empty if it is not gone by then
     */
    OptionalInt awaitEnd(Duration time)
            throws InterruptedException
    {
        return isGoneWithin(time) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /**
     * Asks it whether it is alive: a process may be there and do nothing any more.
     *
     * @return false if it does not say so in this time
     */
    boolean isAlive(Duration patience)
            throws InterruptedException
    {
        CompletableFuture<Boolean> said = new CompletableFuture<>();
        sign.set(said);
        if (!process.isAlive()) {
            return false;
        }
        tell(HostMessages.QUESTION);
        try {
            return said.get(patience.toNanos(), NANOSECONDS);
        }
        catch (TimeoutException | ExecutionException _) {
            return false;
        }
    }

    /**
     * Ends it at once.
     */
    void kill()
            throws InterruptedException
    {
        process.destroyForcibly();
        process.waitFor();
    }

    /**
     * Tells the host to end, and waits for as long as it may take for the streams that are open; then ends it.
     */
    void end()
    {
        if (!process.isAlive()) {
            return;
        }
        // of the handle: destroying the process would close its standard input, and the host would not wait
        boolean isTold = process.toHandle().destroy();
        try {
            // one that cannot be told is at its end already
            if (isGoneWithin(isTold ? launch.drainWithin().plus(PATIENCE) : PATIENCE)) {
                return;
            }
            log.warn("The host of catalog %s did not end within %s s", name, launch.drainWithin().toSeconds());
            close(process.getOutputStream());
            if (isGoneWithin(PATIENCE)) {
                return;
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private boolean isGoneWithin(Duration time)
            throws InterruptedException
    {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tell(String input)
    {
        try {
            OutputStream in = process.getOutputStream();
            in.write((input + "\n").getBytes(UTF_8));
            in.flush();
        }
        catch (IOException e) {
            // it has ended, which is told where it is waited for
            log.debug(e, "The host of catalog %s does not take its input", name);
        }
    }

    private void listen(HostLog hostLog)
    {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            HostLines output = new HostLines(lines);
            for (Optional<String> line = output.next(); line.isPresent(); line = output.next()) {
                Optional<Answer> read = answer.isDone() ? Optional.empty() : HostMessages.read(line.get());
                if (read.isPresent()) {
                    answer.complete(read.get());
                }
                else if (line.get().endsWith(HostMessages.SIGN_OF_LIFE)) {
                    sign.get().complete(true);
                }
                else {
                    hostLog.write(line.get());
                }
            }
        }
        catch (IOException e) {
            log.debug(e, "The output of the host of catalog %s", name);
        }
        answer.completeExceptionally(new IOException(
                "the process of catalog %s ended before it listened: see log/host-%s.log".formatted(name, name)));
    }

    private void keepLog(HostLog hostLog, Thread output)
    {
        try (hostLog) {
            keepErrors(hostLog);
            // it writes to the log too
            output.join();
        }
        catch (IOException e) {
            log.debug(e, "The log of the host of catalog %s", name);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepErrors(HostLog hostLog)
            throws IOException
    {
        try (BufferedReader lines = process.errorReader(UTF_8)) {
            HostLines output = new HostLines(lines);
            for (Optional<String> line = output.next(); line.isPresent(); line = output.next()) {
                hostLog.write(line.get());
            }
        }
    }

    private static void close(OutputStream in)
    {
        try {
            in.close();
        }
        catch (IOException _) {
            // it has ended
        }
    }
}
