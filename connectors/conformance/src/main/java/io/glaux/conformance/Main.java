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
import io.glaux.conformance.data.StandardTables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the checks from a command line: see docs/develop/hosts.md. The token that every call brings is in the
 * environment, as {@code GLAUX_HOST_TOKEN}. The exit status is 1 when a check failed, and 2 when the checks could not
 * begin.
 */
public final class Main
{
    private static final String TOKEN = "GLAUX_HOST_TOKEN";
    private static final String USAGE =
            """
            tables FOLDER SEED               writes the standard tables as Arrow files, for a host to serve
            check ADDRESS CATALOG [OPTIONS]  checks the catalog of a host at grpc://HOST:PORT or grpc+tls://HOST:PORT
              --tables SEED                  the host serves the standard tables of that seed; otherwise its own
                                             small tables are read, and what needs known values is left out
              --seed N                       of what is random; otherwise another one each time
              --scans N                      random scans of each table; 200 unless said
              --group NAME                   runs this group of checks; may be there several times
              --json FILE                    writes the report there too
              --tls FOLDER                   has authorities.pem, certificate.pem and key.pem
              --writable SCHEMA.TABLE        rows may be inserted into this table
              --start COMMAND                starts the host, which is killed and started again by a check; it prints
                                             its port as {"port":PORT} first, which is used when that of ADDRESS is 0
              --start-short COMMAND          starts one like it whose tickets expire within two seconds
            """;

    private Main() {}

    public static void main(String[] arguments)
    {
        System.exit(run(System.out, Optional.ofNullable(System.getenv(TOKEN)), arguments));
    }

    /**
     * @return the exit status
     */
    static int run(PrintStream output, Optional<String> token, String... arguments)
    {
        try {
            if (arguments.length == 3 && arguments[0].equals("tables")) {
                Path folder = Files.createDirectories(Path.of(arguments[1]));
                ArrowFiles.write(folder, StandardTables.make(Long.parseLong(arguments[2])));
                ArrowFiles.writeLarge(folder);
                return 0;
            }
            if (arguments.length > 0 && arguments[0].equals("check")) {
                String[] rest = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
                return check(output, token, CheckOptions.of(rest));
            }
            output.print(USAGE);
        }
        catch (IllegalArgumentException e) {
            output.printf("%s%n%n%s", e.getMessage(), USAGE);
        }
        catch (HostFailureException | IOException e) {
            output.println(e.getMessage());
        }
        return 2;
    }

    private static int check(PrintStream output, Optional<String> token, CheckOptions options)
            throws IOException
    {
        List<CheckResult> results = new ArrayList<>();
        Report report;
        try (ServedHost host = ServedHost.of(options, token)) {
            for (Check check : Conformance.checks(host, options.seed(), options.scans())) {
                if (options.groups().isEmpty() || options.groups().contains(check.group())) {
                    CheckResult result = check.run();
                    results.add(result);
                    output.print(Report.line(result));
                }
            }
            report = new Report(host.endpoint().toString(), options.seed(), results);
        }
        output.print(report.summary());
        if (options.json().isPresent()) {
            Files.writeString(options.json().get(), report.json());
        }
        return report.conforms() ? 0 : 1;
    }
}
