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
package io.glaux.engine;

import io.glaux.engine.instance.DataFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import static java.util.Objects.requireNonNull;

/**
 * The one sentence for whoever waits for a start that fails, in {@code run/failure}. Trino ends the process by itself
 * when it cannot start; then the sentence says where to look.
 */
final class StartFailure
{
    private final Path file;
    private final Path serverLog;
    private final AtomicBoolean settled = new AtomicBoolean();

    StartFailure(DataFolder folder)
    {
        requireNonNull(folder, "folder is null");
        this.file = folder.resolve("run/failure");
        this.serverLog = folder.resolve("log/server.log");
    }

    void started()
    {
        settled.set(true);
    }

    void report(String sentence)
    {
        if (settled.compareAndSet(false, true)) {
            write(file, sentence);
        }
    }

    void reportUnlessStarted()
    {
        report("the server ended while it started: the last lines of %s say why".formatted(serverLog));
    }

    static void write(Path file, String sentence)
    {
        try {
            Files.writeString(file, sentence + "\n");
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
