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
package io.glaux.cli;

import com.sun.management.OperatingSystemMXBean;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.lang.Math.clamp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * How the server's process is started: its data folder, its memory and its arguments. The server reads and checks the
 * configuration; here only what must be known before there is a server is looked up.
 */
public final class LaunchPlan
{
    private static final long GIB = 1L << 30;
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(MB|GB)");
    private static final List<String> JVM_FLAGS = List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            // what Trino's own jvm.config has
            "-XX:+UseG1GC",
            "-XX:G1HeapRegionSize=32M",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:ReservedCodeCacheSize=512M",
            "-XX:PerMethodRecompilationCutoff=10000",
            "-XX:PerBytecodeRecompilationCutoff=10000",
            "-Djdk.attach.allowAttachSelf=true",
            "-Djdk.nio.maxCachedBufferSize=2000000",
            "-Dfile.encoding=UTF-8");

    private final Optional<Path> config;
    private final Map<String, String> overrides;
    private final Optional<Path> namedData;
    private final Properties properties;

    public LaunchPlan(Optional<Path> config, Map<String, String> overrides, Optional<Path> namedData)
    {
        this.config = requireNonNull(config, "config is null");
        this.overrides = Map.copyOf(overrides);
        this.namedData = requireNonNull(namedData, "namedData is null");
        this.properties = config.map(LaunchPlan::read).orElseGet(Properties::new);
    }

    /**
     * An explicit {@code --set} before {@code --data} and the environment, and these before the configuration file.
     */
    Path dataFolder()
    {
        String explicit = overrides.get("data.dir");
        if (explicit != null) {
            return Path.of(plain("data.dir", explicit));
        }
        return namedData.orElseGet(() -> InstanceOptions.home()
                .resolve(plain("data.dir", properties.getProperty("data.dir", "data").strip())));
    }

    /**
     * The server resolves references, but these keys are wanted before there is one.
     */
    private static String plain(String key, String value)
    {
        if (value.contains("${")) {
            throw new CommandFailure(
                    "%s takes no reference like '%s': write the value itself, or give it with --set".formatted(
                            key, value));
        }
        return value;
    }

    /**
     * @param distribution the folder that has {@code lib/} and {@code plugin/}
     */
    List<String> command(Path distribution, Path data)
    {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.add("-Xmx" + memoryBytes());
        command.add("-XX:ErrorFile=" + data.resolve("log/jvm-error-%p.log"));
        command.add("-Dglaux.distribution=" + distribution);
        command.add("-cp");
        command.add(distribution.resolve("lib") + "/*");
        command.add("io.glaux.engine.Main");
        config.ifPresent(file -> {
            command.add("--config");
            command.add(file.toString());
        });
        return command;
    }

    /**
     * What the server reads on its standard input: the settings of the command line, which may be secret.
     */
    byte[] input(Path data)
            throws IOException
    {
        Properties settings = new Properties();
        overrides.forEach(settings::setProperty);
        settings.setProperty("data.dir", data.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, UTF_8)) {
            settings.store(writer, null);
        }
        return bytes.toByteArray();
    }

    /**
     * The key {@code engine.memory}, or half of what the machine has, between 1 and 4 GiB.
     */
    private long memoryBytes()
    {
        String memory = overrides.getOrDefault("engine.memory", properties.getProperty("engine.memory", "")).strip();
        plain("engine.memory", memory);
        if (memory.isEmpty()) {
            return clamp(machineBytes() / 2, GIB, 4 * GIB);
        }
        Matcher matcher = SIZE.matcher(memory);
        if (!matcher.matches()) {
            throw new CommandFailure("engine.memory is a size like 4GB or 1500MB, not '%s'".formatted(memory));
        }
        return Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("GB") ? GIB : GIB / 1024);
    }

    private static long machineBytes()
    {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 2 * GIB;
    }

    private static Properties read(Path file)
    {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure("cannot read the configuration %s: %s".formatted(file, e.getMessage()));
        }
        return properties;
    }
}
