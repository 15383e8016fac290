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

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends servers.
 */
public final class ServerStopper
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private ServerStopper() {}

    /**
     * Asks the server to end and waits for it.
     *
     * @throws CommandFailure if it had to be killed
     */
    public static void stop(ProcessHandle process)
            throws InterruptedException
    {
        stop(process, Duration.ZERO, () -> {});
    }

    /**
     * Asks the server to end and waits for it.
     *
     * @param drainTimeout how long the server may wait for others before it begins to end
     * @param whileWaiting runs several times a second
     * @throws CommandFailure if it had to be killed
     */
    public static void stop(ProcessHandle process, Duration drainTimeout, Runnable whileWaiting)
            throws InterruptedException
    {
        Duration patience = drainTimeout.plus(PATIENCE);
        long deadline = System.nanoTime() + patience.toNanos();
        process.destroy();
        while (!hasEnded(process)) {
            if (System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new CommandFailure(
                        "the server (process %s) did not stop within %s s and was killed".formatted(
                                process.pid(),
                                patience.toSeconds()));
            }
            whileWaiting.run();
        }
    }

    private static boolean hasEnded(ProcessHandle process)
            throws InterruptedException
    {
        try {
            process.onExit().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        }
        catch (TimeoutException _) {
            return false;
        }
        catch (ExecutionException e) {
            throw new CommandFailure(
                    "cannot wait for process %s: %s".formatted(process.pid(), e.getCause().getMessage()));
        }
    }
}
