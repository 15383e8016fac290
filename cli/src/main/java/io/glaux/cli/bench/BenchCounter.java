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

import io.glaux.cli.CommandFailure;
import io.glaux.cli.local.PeerProcess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Counts what a storage serves, and knows nothing of who asks: the counting proxy of the tests, in a process of its
 * own, from its source.
 */
final class BenchCounter
        implements AutoCloseable
{
    private static final Path SOURCE =
            Path.of("testing/src/main/java/io/glaux/testing/storage/CountingProxyProcess.java");
    private static final long PAUSE_MILLIS = 200;
    private static final int QUIET_PAUSES = 5;

    private final PeerProcess process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final URI url;

    private BenchCounter(Process process)
            throws IOException
    {
        this.process = new PeerProcess(process);
        this.answers = process.inputReader(UTF_8);
        this.questions = new PrintWriter(process.outputWriter(UTF_8), true);
        String answer = answers.readLine();
        if (answer == null) {
            throw new CommandFailure("the counter of the benchmark did not start: see .cache/bench/*/counter.log");
        }
        this.url = URI.create(answer);
    }

    /**
     * @param storage what it stands in front of
     */
    static BenchCounter start(BenchContext context, URI storage)
            throws IOException
    {
        requireNonNull(storage, "storage is null");
        return new BenchCounter(new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                context.home().resolve(SOURCE).toString(),
                storage.toString()))
                .redirectError(context.work().resolve("counter.log").toFile())
                .start());
    }

    URI url()
    {
        return url;
    }

    /**
     * The bytes that were served until now of objects with this in their paths, once no more come: servers go on
     * reading a little after a query is over.
     */
    long served(String path)
            throws IOException, InterruptedException
    {
        long served = ask(path);
        for (int quiet = 0; quiet < QUIET_PAUSES; quiet++) {
            Thread.sleep(PAUSE_MILLIS);
            long now = ask(path);
            if (now != served) {
                served = now;
                quiet = -1;
            }
        }
        return served;
    }

    private long ask(String path)
            throws IOException
    {
        questions.println(path);
        String answer = answers.readLine();
        if (answer == null) {
            throw new CommandFailure("the counter of the benchmark ended: see .cache/bench/*/counter.log");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close()
            throws InterruptedException
    {
        process.close();
    }
}
