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

import io.glaux.cli.bench.BenchCommand;
import io.glaux.cli.catalog.CatalogCommand;
import io.glaux.cli.demo.DemoCommand;
import io.glaux.cli.query.QueryCommand;
import io.glaux.cli.quota.QuotaCommand;
import io.glaux.cli.usage.PriceCommand;
import io.glaux.cli.usage.UsageCommand;
import io.glaux.cli.user.UserCommand;
import io.glaux.cli.workgroup.WorkgroupCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The main class of the command line.
 */
@Command(
        name = "glaux",
        description = "A SQL engine over the data you already have.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
                StartCommand.class,
                StopCommand.class,
                StatusCommand.class,
                EnvCommand.class,
                QueryCommand.class,
                UserCommand.class,
                QuotaCommand.class,
                WorkgroupCommand.class,
                CatalogCommand.class,
                UsageCommand.class,
                PriceCommand.class,
                DemoCommand.class,
                BenchCommand.class,
        })
public final class Glaux
{
    private Glaux() {}

    public static void main(String[] arguments)
    {
        CommandLine commandLine = commandLine();
        // rows are data: they are UTF-8 whatever the locale says
        commandLine.setOut(
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8), true));
        System.exit(commandLine.execute(arguments));
    }

    public static CommandLine commandLine()
    {
        CommandLine commandLine = new CommandLine(new Glaux());
        PlannedCommand.addTo(commandLine);
        commandLine.setExecutionExceptionHandler(Glaux::failed);
        commandLine.setParameterExceptionHandler(Glaux::wrongUsage);
        return commandLine;
    }

    /**
     * One sentence, and not the whole help below it, which would hide the sentence.
     */
    private static int wrongUsage(ParameterException exception, String[] arguments)
    {
        CommandLine command = exception.getCommandLine();
        String similar = exception instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().findFirst().map(", did you mean '%s'?"::formatted).orElse("")
                : "";
        command.getErr().println("glaux: %s%s ('%s --help' says what there is)".formatted(
                exception.getMessage().strip(), similar, command.getCommandSpec().qualifiedName()));
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception exception, CommandLine command, ParseResult arguments)
            throws Exception
    {
        if (exception instanceof CommandFailure failure) {
            command.getErr().println("glaux: " + failure.getMessage());
            command.getErr().flush();
            return failure.exitCode();
        }
        throw exception;
    }
}
