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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends servers.
 */
public final class ServerStopper
{
    private static final int PATIENCE_SECONDS = 60;

    private ServerStopper() {}

    /**
     * Asks the server to end and waits for it.
     *
     * @throws CommandFailure if it had to be killed
     */
    public static void stop(ProcessHandle process)
            throws InterruptedException
    {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        catch (TimeoutException e) {
            process.destroyForcibly();
            throw new CommandFailure(
                    "the server (process %s) did not stop within %s s and was killed".formatted(
                            process.pid(),
                            PATIENCE_SECONDS));
        }
        catch (ExecutionException e) {
            throw new CommandFailure(
                    "cannot wait for process %s: %s".formatted(process.pid(), e.getCause().getMessage()));
        }
    }
}
