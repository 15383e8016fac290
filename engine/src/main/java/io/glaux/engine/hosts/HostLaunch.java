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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How hosts are started.
 *
 * @param program what their JVMs run
 * @param bindAddress the IP address that they listen on
 * @param address the IP address that the servers of the cluster reach them at
 * @param heapBytes of each
 * @param directBytes memory of each outside of the heap: buffers of Arrow and of connections
 * @param logFolder where each has its log
 * @param readyWithin how long a host may take until it listens
 * @param drainWithin how long one that is told to end may take for what it is at
 */
public record HostLaunch(
        HostProgram program,
        String bindAddress,
        String address,
        long heapBytes,
        long directBytes,
        Path logFolder,
        Duration readyWithin,
        Duration drainWithin)
{
    /**
     * What Arrow needs of the JVM, as the property {@code glaux.jvm.flags} of the build has it.
     */
    private static final List<String> ARROW_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    public HostLaunch
    {
        requireNonNull(program, "program is null");
        requireNonNull(bindAddress, "bindAddress is null");
        requireNonNull(address, "address is null");
        requireNonNull(logFolder, "logFolder is null");
        requireNonNull(readyWithin, "readyWithin is null");
        requireNonNull(drainWithin, "drainWithin is null");
    }

    Path log(String name)
    {
        return logFolder.resolve("host-%s.log".formatted(name));
    }

    /**
     * The command of a host: the same JDK as this process, and nothing of the catalog but its name in the names of
     * files. What the host needs to know comes by its standard input, which nobody else can see.
     */
    List<String> command(HostSpec spec)
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ARROW_FLAGS);
        command.add("-Xmx%s".formatted(heapBytes));
        command.add("-XX:MaxDirectMemorySize=%s".formatted(directBytes));
        // a process that is short of memory is better begun anew
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=%s".formatted(logFolder.resolve("host-%s-crash.log".formatted(spec.name()))));
        command.addAll(program.arguments(spec.source()));
        return command;
    }
}
