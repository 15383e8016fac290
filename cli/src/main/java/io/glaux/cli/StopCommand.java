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

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops the server of a data folder.")
final class StopCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Override
    public Integer call()
            throws InterruptedException
    {
        PrintWriter out = spec.commandLine().getOut();
        Instance instance = options.instance();
        Optional<InstanceState> state = instance.running();
        Optional<ProcessHandle> process = state.flatMap(running -> ProcessHandle.of(running.pid()));
        if (process.isEmpty()) {
            out.println("Glaux does not run on " + instance.data());
            return 0;
        }
        Duration drainTimeout = Duration.ofSeconds(state.get().drainTimeoutSeconds());
        AtomicReference<String> shown = new AtomicReference<>(state.get().phase());
        ServerStopper.stop(process.get(), drainTimeout, () -> instance.running()
                .map(InstanceState::phase)
                .filter(phase -> !phase.equals(shown.getAndSet(phase)))
                .ifPresent(phase -> {
                    out.printf("It is %s (at most %s s)%n", phase, drainTimeout.toSeconds());
                    out.flush();
                }));
        out.println("Glaux stopped");
        return 0;
    }
}
