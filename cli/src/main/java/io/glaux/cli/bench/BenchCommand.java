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
package io.glaux.cli.bench;

import io.glaux.cli.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Glaux beside its peers, in a checkout. Without NAME: lists the cases.",
        footer = {
                "",
                "Prints medians, spreads and ratios, and writes them to benchmarks/results/.",
                "Exit codes: 0 measured, 1 failed or the sides disagree, 2 wrong usage.",
        })
public final class BenchCommand
        implements Callable<Integer>
{
    private static final List<BenchCase> CASES = List.of(
            new TpchCase(),
            new ProjectionCase(),
            new RepairCase(),
            new OverheadCase(),
            new CutoffCase(),
            new DynamoDbCase(),
            new FlightCase());

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The case.")
    private String name;

    @Option(names = "--quick", description = "Fewer rounds: a look, not a number to quote.")
    private boolean quick;

    @Option(names = "--only",
            split = ",",
            paramLabel = "TASK",
            description = "Only these tasks of the case, for instance full-scan,count.")
    private Set<String> only = Set.of();

    @Override
    public Integer call()
            throws Exception
    {
        if (name == null) {
            CASES.forEach(one -> spec.commandLine().getOut()
                    .println("%-10s %s".formatted(one.name(), one.description())));
            return 0;
        }
        BenchCase chosen = CASES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ParameterException(
                                spec.commandLine(),
                                "there is no case '%s': ./glaux bench lists them".formatted(name)));
        requireTasks(chosen);
        BenchContext context = BenchContext.of(name, quick, only, spec.commandLine().getOut());
        if (!Files.isRegularFile(context.home().resolve("pom.xml"))) {
            throw new CommandFailure("bench runs in a checkout: it measures what is built there");
        }
        try {
            measure(chosen, context);
        }
        catch (SQLException | SdkException | IOException e) {
            throw new CommandFailure("the benchmark failed: " + e.getMessage());
        }
        return 0;
    }

    private void requireTasks(BenchCase chosen)
    {
        for (String task : only) {
            if (!chosen.tasks().contains(task)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "case %s has no task '%s' to choose: it has %s".formatted(
                                chosen.name(),
                                task,
                                chosen.tasks().isEmpty() ? "none" : String.join(", ", chosen.tasks())));
            }
        }
    }

    private static void measure(BenchCase chosen, BenchContext context)
            throws Exception
    {
        Folders.delete(context.work());
        Files.createDirectories(context.work());
        context.say(chosen.description());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context), "bench-clean-up"));
        try (StartedThings _ = context.started()) {
            BenchResult result = chosen.measure(context);
            result.print(context.out());
            context.say("written to " + context.home().relativize(ResultFile.write(chosen.name(), result, context)));
        }
    }

    private static void end(BenchContext context)
    {
        try {
            context.started().close();
        }
        catch (Exception e) {
            context.say("not all that was started could be ended: " + e.getMessage());
        }
    }
}
