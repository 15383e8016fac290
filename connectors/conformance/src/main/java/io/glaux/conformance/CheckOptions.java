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
package io.glaux.conformance;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * What is said on the command line of {@code check}.
 *
 * @param address with port 0: the one that the host prints when it is started
 * @param tables the seed of the standard tables that the host serves; none: it serves any
 * @param groups that are run; none: all
 * @param writable a table that rows may be inserted into, as SCHEMA.TABLE
 * @param start a command that starts the host
 * @param startShort a command that starts one like it whose tickets expire within two seconds
 */
record CheckOptions(
        URI address,
        String catalog,
        Optional<Long> tables,
        long seed,
        int scans,
        Set<String> groups,
        Optional<Path> json,
        Optional<Path> tls,
        Optional<String> writable,
        Optional<String> start,
        Optional<String> startShort)
{
    private static final int SCANS = 200;

    CheckOptions
    {
        requireNonNull(address, "address is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(tables, "tables is null");
        groups = Set.copyOf(groups);
        requireNonNull(json, "json is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(writable, "writable is null");
        requireNonNull(start, "start is null");
        requireNonNull(startShort, "startShort is null");
    }

    /**
     * @throws IllegalArgumentException with a sentence, if they are wrong
     */
    static CheckOptions of(String... arguments)
    {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Parsed parsed = new Parsed();
        URI address = address(parsed.value(left, "ADDRESS"));
        String catalog = parsed.value(left, "CATALOG");
        while (!left.isEmpty()) {
            String option = left.pop();
            parsed.set(option, parsed.value(left, option));
        }
        if (address.getPort() == 0 && parsed.start.isEmpty()) {
            throw new IllegalArgumentException("Port 0 is the one that a host prints: give --start COMMAND too");
        }
        return new CheckOptions(
                address,
                catalog,
                parsed.tables,
                parsed.seed,
                parsed.scans,
                parsed.groups,
                parsed.json,
                parsed.tls,
                parsed.writable,
                parsed.start,
                parsed.startShort);
    }

    private static URI address(String text)
    {
        try {
            URI address = new URI(text);
            if (address.getHost() == null
                    || address.getPort() < 0
                    || !Set.of("grpc", "grpc+tls").contains(String.valueOf(address.getScheme()))) {
                throw new IllegalArgumentException("ADDRESS is grpc://HOST:PORT or grpc+tls://HOST:PORT");
            }
            return address.getScheme().equals("grpc")
                    ? new URI("grpc+tcp", null, address.getHost(), address.getPort(), null, null, null)
                    : address;
        }
        catch (URISyntaxException _) {
            throw new IllegalArgumentException("ADDRESS is grpc://HOST:PORT or grpc+tls://HOST:PORT");
        }
    }

    private static final class Parsed
    {
        private Optional<Long> tables = Optional.empty();
        private long seed = new Random().nextLong();
        private int scans = SCANS;
        private final Set<String> groups = new LinkedHashSet<>();
        private Optional<Path> json = Optional.empty();
        private Optional<Path> tls = Optional.empty();
        private Optional<String> writable = Optional.empty();
        private Optional<String> start = Optional.empty();
        private Optional<String> startShort = Optional.empty();

        private String value(Deque<String> left, String what)
        {
            return Optional.ofNullable(left.poll())
                    .orElseThrow(() -> new IllegalArgumentException("There is no value of " + what));
        }

        private void set(String option, String value)
        {
            switch (option) {
                case "--tables" -> tables = Optional.of(number(option, value));
                case "--seed" -> seed = number(option, value);
                case "--scans" -> scans = toIntExact(number(option, value));
                case "--group" -> groups.add(value);
                case "--json" -> json = Optional.of(Path.of(value));
                case "--tls" -> tls = Optional.of(Path.of(value));
                case "--writable" -> writable = Optional.of(table(value));
                case "--start" -> start = Optional.of(value);
                case "--start-short" -> startShort = Optional.of(value);
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }

        private static String table(String value)
        {
            if (!value.contains(".")) {
                throw new IllegalArgumentException("--writable is SCHEMA.TABLE, and not " + value);
            }
            return value;
        }

        private static long number(String option, String value)
        {
            try {
                return Long.parseLong(value);
            }
            catch (NumberFormatException _) {
                throw new IllegalArgumentException("%s is a number, and not %s".formatted(option, value));
            }
        }
    }
}
