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

import io.glaux.conformance.data.ArrowFiles;
import io.glaux.conformance.data.KnownTable;
import io.glaux.conformance.data.StandardTables;
import io.glaux.protocol.v1.TableName;
import org.apache.arrow.flight.Location;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Runs the checks from a command line. {@code tables FOLDER SEED} writes the tables that a host then serves;
 * {@code check ADDRESS CATALOG SEED} checks it, with its token in the environment as {@code GLAUX_HOST_TOKEN}. The exit
 * status is 1 when a check failed.
 */
public final class Main
{
    private static final int SCANS = 200;
    private static final String TOKEN = "GLAUX_HOST_TOKEN";
    private static final String USAGE =
            """
            tables FOLDER SEED          writes the tables that the host has to serve, as Arrow files
            check ADDRESS CATALOG SEED  checks a host at grpc://HOST:PORT that serves them
            """;

    private Main() {}

    public static void main(String[] arguments)
            throws IOException
    {
        if (arguments.length == 3 && arguments[0].equals("tables")) {
            Path folder = Files.createDirectories(Path.of(arguments[1]));
            ArrowFiles.write(folder, StandardTables.make(Long.parseLong(arguments[2])));
            ArrowFiles.writeLarge(folder);
        }
        else if (arguments.length == 4 && arguments[0].equals("check")) {
            Endpoint endpoint = new Endpoint(
                    new Location(URI.create(arguments[1])),
                    Optional.ofNullable(System.getenv(TOKEN)),
                    Optional.empty(),
                    arguments[2]);
            System.exit(check(new RunningHost(endpoint, Long.parseLong(arguments[3]))));
        }
        else {
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static int check(TestedHost host)
    {
        List<String> failed = new ArrayList<>();
        for (Check check : Conformance.checks(host, new Random().nextLong(), SCANS)) {
            String name = "%s: %s".formatted(check.group(), check.name());
            try {
                check.body().run();
                System.out.println("ok       " + name);
            }
            catch (CheckSkippedException e) {
                System.out.println("skipped  %s (%s)".formatted(name, e.getMessage()));
            }
            catch (Exception | AssertionError e) {
                failed.add(name);
                System.out.println("FAILED   %s%n%s".formatted(name, e));
            }
        }
        System.out.println(failed.isEmpty() ? "The host conforms" : "%s checks failed".formatted(failed.size()));
        return failed.isEmpty() ? 0 : 1;
    }

    /**
     * One that somebody else started.
     */
    private record RunningHost(Endpoint endpoint, List<KnownTable> tables)
            implements TestedHost
    {
        private RunningHost(Endpoint endpoint, long seed)
        {
            this(endpoint, StandardTables.make(seed));
        }

        @Override
        public Optional<TableName> largeTable()
        {
            return Optional.of(ArrowFiles.LARGE);
        }

        @Override
        public void close() {}
    }
}
