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
package io.glaux.testing.conformance;

import io.glaux.conformance.Endpoint;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.ArrowFiles;
import io.glaux.conformance.data.KnownTable;
import io.glaux.conformance.data.StandardTables;
import io.glaux.protocol.v1.TableName;
import io.glaux.testing.Checkout;
import io.glaux.testing.python.PythonEnvironment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The host of docs/connectors/python-host.md, in a process of its own.
 */
final class PythonHost
        implements TestedHost
{
    private static final String PAGE = "docs/connectors/python-host.md";
    private static final String PROTO = "connectors/protocol/src/main/proto";
    private static final Pattern CODE =
            Pattern.compile("^`(\\w+\\.py)`:\n\n```python\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("\"port\": (\\d+)");
    private static final String TOKEN = "token-of-at-least-thirty-two-characters";
    private static final String CATALOG = "python";

    private final PythonEnvironment python;
    private final Path folder;
    private final List<KnownTable> tables;
    private final List<Process> others = new ArrayList<>();
    private Process process;
    private int port;

    private PythonHost(PythonEnvironment python, Path folder, long seed)
            throws IOException
    {
        this.python = python;
        this.folder = folder;
        this.tables = StandardTables.make(seed);
        Path data = Files.createDirectories(folder.resolve("data"));
        ArrowFiles.write(data, tables);
        ArrowFiles.writeLarge(data);
        writeCode();
        makeClasses();
        begin();
    }

    /**
     * Skips the calling test where there is no Python.
     */
    static PythonHost start(Path folder, long seed)
    {
        try {
            return new PythonHost(PythonEnvironment.of("federation"), folder, seed);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCode()
            throws IOException
    {
        Matcher matcher = CODE.matcher(Files.readString(Checkout.root().resolve(PAGE)));
        Set<String> files = new TreeSet<>();
        while (matcher.find()) {
            Files.writeString(folder.resolve(matcher.group(1)), matcher.group(2));
            files.add(matcher.group(1));
        }
        if (!files.equals(Set.of("folder.py", "host.py"))) {
            throw new AssertionError("The files of Python in %s are %s".formatted(PAGE, files));
        }
    }

    private void makeClasses()
    {
        python.program(
                        "python",
                        Map.of(),
                        "-m",
                        "grpc_tools.protoc",
                        "-I" + Checkout.root().resolve(PROTO),
                        "--python_out=" + folder,
                        "glaux/federation/v1/federation.proto",
                        "glaux/federation/v1/expression.proto")
                .requireSuccess();
    }

    private void begin()
            throws IOException
    {
        process = spawn("3600");
        port = port(process);
    }

    private Process spawn(String ticketSeconds)
            throws IOException
    {
        ProcessBuilder builder = new ProcessBuilder(
                python.binary("python"),
                folder.resolve("folder.py").toString(),
                "0",
                CATALOG,
                folder.resolve("data").toString());
        builder.environment().putAll(Map.of(
                "GLAUX_HOST_TOKEN", TOKEN,
                "GLAUX_HOST_KEY", "key-of-tickets-of-thirty-two-characters",
                "GLAUX_HOST_TICKET_SECONDS", ticketSeconds,
                "PYTHONDONTWRITEBYTECODE", "1"));
        return builder.redirectError(folder.resolve("host.log").toFile()).start();
    }

    private int port(Process started)
            throws IOException
    {
        BufferedReader reader = new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8));
        Matcher matcher = PORT.matcher(Optional.ofNullable(reader.readLine()).orElse(""));
        if (!matcher.find()) {
            throw new AssertionError("The host did not start: " + Files.readString(folder.resolve("host.log")));
        }
        return Integer.parseInt(matcher.group(1));
    }

    @Override
    public Endpoint endpoint()
    {
        return Endpoint.local(port, TOKEN, CATALOG);
    }

    @Override
    public List<KnownTable> tables()
    {
        return tables;
    }

    @Override
    public Optional<TableName> largeTable()
    {
        return Optional.of(ArrowFiles.LARGE);
    }

    @Override
    public boolean restart()
    {
        end(process);
        try {
            begin();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    @Override
    public Optional<Endpoint> withShortTickets()
    {
        try {
            Process other = spawn("2");
            others.add(other);
            return Optional.of(Endpoint.local(port(other), TOKEN, CATALOG));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process)
    {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close()
    {
        others.forEach(PythonHost::end);
        end(process);
    }
}
