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
package io.glaux.engine.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Objects.requireNonNull;

/**
 * A file that has an event on each line. It is opened for each of them, so that it may be moved away at any time.
 */
final class FileSink
        implements EventSink
{
    private final Path file;

    FileSink(Path file)
    {
        this.file = requireNonNull(file, "file is null");
    }

    @Override
    public void deliver(String event)
            throws IOException
    {
        Files.write(file, (event + "\n").getBytes(UTF_8), CREATE, APPEND);
    }

    @Override
    public String toString()
    {
        return "the file " + file;
    }
}
