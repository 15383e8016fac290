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
package io.glaux.testing.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.process.Folders;
import io.glaux.testing.storage.S3Server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * An instance of Glaux on a data folder of its own and free ports, started by {@code ./glaux start}.
 */
public final class GlauxInstance
        implements AutoCloseable
{
    private static final String DYNAMODB_LOCAL = "connectors/dynamodb-local/target";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path data;
    private final boolean ownsData;
    private final List<String> options;
    private InstanceStatus status;
    private InstanceEnvironment environment;

    private GlauxInstance(Builder builder)
    {
        this.data = builder.data == null ? Folders.temporary("data") : builder.data;
        this.ownsData = builder.data == null;
        this.options = List.copyOf(builder.options());
    }

    public static Builder builder()
    {
        return new Builder();
    }

    /**
     * Starts, or starts again, the server of the data folder.
     */
    public GlauxInstance start()
    {
        CommandResult result = tryStart();
        if (result.exit() != 0) {
            throw new AssertionError("Glaux did not start (%d)%n%s%n%s%n%s"
                    .formatted(result.exit(), result.out(), result.err(), InstanceLog.tail(data)));
        }
        status = readStatus();
        if (!status.role().equals("worker")) {
            // clients talk to coordinators
            environment = readEnvironment();
        }
        return this;
    }

    private CommandResult tryStart()
    {
        List<String> arguments = new ArrayList<>(List.of("start"));
        arguments.addAll(options);
        return command(arguments);
    }

    /**
     * Runs a command of the launcher on this instance's data folder.
     */
    public CommandResult command(List<String> arguments)
    {
        return commandLine(arguments).run();
    }

    public CommandResult command(String... arguments)
    {
        return command(List.of(arguments));
    }

    public void stop()
    {
        command("stop").requireSuccess();
    }

    /**
     * SIGKILL to the server, as when a machine loses power.
     */
    public void kill()
    {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().join();
    }

    public boolean isAlive()
    {
        return ProcessHandle.of(status.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    public ProcessHandle process()
    {
        return ProcessHandle.of(status.pid())
                .orElseThrow(() -> new AssertionError("Glaux is dead%n%s".formatted(InstanceLog.tail(data))));
    }

    public Path data()
    {
        return data;
    }

    public InstanceStatus status()
    {
        return status;
    }

    public InstanceStatus readStatus()
    {
        String json = command("status", "--json").requireSuccess().out();
        try {
            JsonNode node = MAPPER.readTree(json);
            return InstanceStatus.of(node);
        }
        catch (JsonProcessingException e) {
            throw new AssertionError("status --json printed no JSON: " + json, e);
        }
    }

    public InstanceEnvironment environment()
    {
        return environment;
    }

    /**
     * What the log says at its end, for messages of failures.
     */
    public String logTail()
    {
        return InstanceLog.tail(data);
    }

    @Override
    public void close()
    {
        command("stop");
        if (status != null && isAlive()) {
            kill();
        }
        if (ownsData) {
            Folders.delete(data);
        }
    }

    private InstanceEnvironment readEnvironment()
    {
        // a shell reads the lines, because shells are what they are for
        String out = Command.of("sh", "-c", "eval \"$1\"; env", "sh", command("env").requireSuccess().out())
                .withoutEnvironment("AWS_ENDPOINT_URL")
                .runWell()
                .out();
        Map<String, String> variables = new LinkedHashMap<>();
        out.lines()
                .filter(line -> line.startsWith("AWS_") || line.startsWith("GLAUX_"))
                .forEach(line ->
                        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return new InstanceEnvironment(variables);
    }

    private Command commandLine(List<String> arguments)
    {
        List<String> command = new ArrayList<>(List.of(Checkout.launcher().toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        return Command.of(command)
                .withoutEnvironment("GLAUX_DATA")
                // the packaged distribution has none of its own
                .environment("GLAUX_DYNAMODB_LOCAL", Checkout.root().resolve(DYNAMODB_LOCAL).toString())
                .folder(Checkout.root())
                .limit(LIMIT);
    }

    /**
     * A data folder on which no server runs.
     */
    public static final class Unstarted
            implements AutoCloseable
    {
        private final GlauxInstance instance;

        private Unstarted(GlauxInstance instance)
        {
            this.instance = instance;
        }

        /**
         * Tries to start, however that ends.
         */
        public CommandResult start()
        {
            return instance.tryStart();
        }

        public CommandResult command(String... arguments)
        {
            return instance.command(arguments);
        }

        public Path data()
        {
            return instance.data();
        }

        @Override
        public void close()
        {
            instance.close();
        }
    }

    /**
     * Collects the options of {@code ./glaux start}.
     */
    public static final class Builder
    {
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> more = new ArrayList<>();
        private Path data;

        private Builder()
        {
            settings.put("aws.port", "0");
            settings.put("https.port", "0");
        }

        public Builder data(Path data)
        {
            this.data = requireNonNull(data, "data is null");
            return this;
        }

        public Builder set(String key, String value)
        {
            settings.put(key, value);
            return this;
        }

        /**
         * Puts the instance's buckets on an external S3 server.
         *
         * @param url where Glaux finds it, which may be a proxy in front of it
         */
        public Builder storage(URI url, S3Server server)
        {
            settings.put("s3.endpoint", url.toString());
            settings.put("s3.region", "us-east-1");
            settings.put("s3.access-key", server.accessKey());
            settings.put("s3.secret-key", server.secretKey());
            settings.put("s3.path-style", "true");
            settings.put("results.location", "s3://glaux/results/");
            return this;
        }

        /**
         * Makes the instance a worker of another one, whose secret it shares.
         */
        public Builder workerOf(GlauxInstance coordinator)
        {
            settings.remove("aws.port");
            settings.put("cluster.secret", "${FILE:%s}".formatted(coordinator.data().resolve("cluster.secret")));
            more.addAll(List.of("--role", "worker", "--coordinator", coordinator.environment().httpUrl()));
            return this;
        }

        public Unstarted prepare()
        {
            return new Unstarted(new GlauxInstance(this));
        }

        public GlauxInstance start()
        {
            GlauxInstance instance = new GlauxInstance(this);
            try {
                return instance.start();
            }
            catch (RuntimeException | Error e) {
                try {
                    instance.close();
                }
                catch (RuntimeException | Error suppressed) {
                    e.addSuppressed(suppressed);
                }
                throw e;
            }
        }

        private List<String> options()
        {
            List<String> options = new ArrayList<>(more);
            settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
            return options;
        }
    }
}
