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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import static java.util.Objects.requireNonNull;

/**
 * The embedded storage in a process of its own, which can be killed.
 */
final class EmbeddedS3Process
        implements AutoCloseable
{
    private final Process process;
    private final StorageConfig config;

    private EmbeddedS3Process(Process process, StorageConfig config)
    {
        this.process = requireNonNull(process, "process is null");
        this.config = requireNonNull(config, "config is null");
    }

    static EmbeddedS3Process start(Path data)
    {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EmbeddedS3Process.class.getName(),
                data.toString());
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader out = process.inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("http://")) {
                    StorageConfig here = new StorageConfig(
                            URI.create(line),
                            "us-east-1",
                            Optional.of(TestingEmbeddedS3.KEY),
                            true);
                    return new EmbeddedS3Process(process, here);
                }
            }
            throw new IllegalStateException("The storage did not start");
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StorageConfig config()
    {
        return config;
    }

    void kill()
    {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close()
    {
        kill();
    }

    public static void main(String[] arguments)
            throws InterruptedException
    {
        EmbeddedS3 embedded = TestingEmbeddedS3.start(Path.of(arguments[0]));
        System.out.println(embedded.config().endpoint());
        new CountDownLatch(1).await();
    }
}
