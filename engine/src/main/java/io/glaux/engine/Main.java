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
package io.glaux.engine;

import io.airlift.log.Logger;
import io.airlift.log.Logging;
import io.airlift.log.LoggingConfiguration;
import io.glaux.engine.config.ConfigException;
import io.glaux.engine.config.ConfigReader;
import io.glaux.engine.config.GlauxConfig;
import io.glaux.engine.config.SecretReferences;
import io.glaux.engine.config.ServerRole;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.instance.StartFailedException;

import java.nio.file.Path;
import java.util.List;

/**
 * The server's process: a coordinator or a worker.
 */
public final class Main
{
    private static final Logger log = Logger.get(Main.class);

    private Main() {}

    public static void main(String[] arguments)
    {
        try {
            ServerCommandLine commandLine = ServerCommandLine.parse(List.of(arguments), System.in);
            GlauxConfig config = new ConfigReader(new SecretReferences(System::getenv))
                    .read(commandLine.config(), commandLine.overrides());
            DataFolder folder = DataFolder.open(Path.of(config.getDataDir()));
            run(config, folder);
        }
        catch (ConfigException | StartFailedException e) {
            fail(e);
        }
    }

    private static void run(GlauxConfig config, DataFolder folder)
    {
        logToFile(folder);
        StartFailure failure = new StartFailure(folder);
        ShutdownSequence shutdown = new ShutdownSequence();
        shutdown.add("the data folder", folder);
        shutdown.add("the start", (AutoCloseable) failure::reportUnlessStarted);
        try {
            if (config.getRole() == ServerRole.COORDINATOR) {
                new Coordinator(config, folder, shutdown).start();
            }
            else {
                new Worker(config, folder).start();
            }
            failure.started();
            log.info("Glaux %s is ready", config.getRole().lowerCaseName());
        }
        catch (ConfigException | StartFailedException | GlauxException e) {
            log.error(e, "Glaux cannot start");
            failure.report(e.getMessage());
            System.exit(1);
        }
        catch (RuntimeException e) {
            log.error(e, "Glaux cannot start");
            System.exit(1);
        }
    }

    private static void logToFile(DataFolder folder)
    {
        Logging.initialize().configure(new LoggingConfiguration()
                .setConsoleEnabled(false)
                .setLogPath(folder.resolve("log/server.log").toString()));
    }

    /**
     * Before there is a data folder that is ours: the launcher shows what stands on the console.
     */
    @SuppressWarnings("SystemErr")
    private static void fail(RuntimeException failure)
    {
        System.err.println(failure.getMessage());
        System.exit(1);
    }
}
