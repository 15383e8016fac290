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
package io.glaux.host.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.util.Objects.requireNonNull;

/**
 * Runs calls, each in a thread of its own, so that what gRPC tells meanwhile is heard.
 */
public final class CallThreads
{
    private static final Logger log = Logger.getLogger(CallThreads.class.getName());

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isEnding;

    /**
     * @param name of the thread, and of the call in the log
     * @param failed takes what a failure is told as
     */
    public void start(String name, CallSignals signals, CallBody body, Consumer<Throwable> failed)
    {
        requireNonNull(name, "name is null");
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(name, signals, body, failed));
        try {
            thread.start();
        }
        catch (OutOfMemoryError e) {
            // the system has no thread left: the others go on
            failed.accept(CallErrors.toFlight(name, e));
        }
    }

    /**
     * Runs a call in the thread that it is called in.
     */
    public void run(String name, CallSignals signals, CallBody body, Consumer<Throwable> failed)
    {
        Thread thread = Thread.currentThread();
        running.add(thread);
        signals.begin(thread);
        try {
            if (isEnding) {
                throw new InterruptedException();
            }
            body.run();
        }
        catch (Throwable e) {
            tell(name, signals, e, failed);
        }
        finally {
            signals.end();
            running.remove(thread);
            // a thread of a pool is not interrupted for the next call
            boolean _ = Thread.interrupted();
        }
    }

    /**
     * Interrupts all calls, since the host ends.
     */
    public void end()
    {
        isEnding = true;
        running.forEach(Thread::interrupt);
    }

    private void tell(String name, CallSignals signals, Throwable failure, Consumer<Throwable> failed)
    {
        Throwable told = signals.isCancelled() ? new InterruptedException() : failure;
        try {
            failed.accept(isEnding ? CallErrors.hostEnds() : CallErrors.toFlight(name, told));
        }
        catch (RuntimeException e) {
            // the call is over for gRPC
            log.log(Level.FINE, e, () -> "%s could not be told of its failure".formatted(name));
        }
    }
}
