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
package io.glaux.testing.documentation;

import io.glaux.testing.Checkout;
import io.glaux.testing.leak.LeakedProcesses;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.Folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * A folder in which {@code ./glaux} runs as the documentation writes it: the distribution, with a configuration that
 * takes free ports and a data folder of its own.
 */
record Installation(Path folder)
        implements AutoCloseable
{
    private static final String CONFIGURATION = "glaux.properties";

    Installation
    {
        requireNonNull(folder, "folder is null");
    }

    static Installation make()
            throws IOException
    {
        Path distribution = Checkout.launcher().getParent();
        Path folder = Folders.temporary("documentation").toRealPath();
        link(distribution, folder, "etc");
        Path etc = Files.createDirectory(folder.resolve("etc"));
        link(distribution.resolve("etc"), etc, CONFIGURATION);
        Files.writeString(etc.resolve(CONFIGURATION), "aws.port=0\nhttps.port=0\nengine.memory=1GB\n");
        return new Installation(folder);
    }

    /**
     * A command in this folder, to which nothing of the caller's own clients comes.
     */
    Command command(List<String> arguments)
    {
        Command command = Command.of(arguments).folder(folder);
        System.getenv().keySet().stream()
                .filter(name -> name.startsWith("AWS_") || name.startsWith("GLAUX_"))
                .forEach(command::withoutEnvironment);
        return command;
    }

    @Override
    public void close()
    {
        try {
            command(List.of("./glaux", "stop")).runWell();
            List<String> left = LeakedProcesses.of(folder);
            if (!left.isEmpty()) {
                throw new AssertionError("Processes are left: " + left);
            }
        }
        finally {
            Folders.delete(folder);
        }
    }

    private static void link(Path from, Path to, String except)
            throws IOException
    {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(except)) {
                    Files.createSymbolicLink(to.resolve(name), file);
                }
            }
        }
    }
}
