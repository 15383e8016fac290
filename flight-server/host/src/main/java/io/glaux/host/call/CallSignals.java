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

import io.grpc.Context;

import java.util.function.BooleanSupplier;

import static java.util.Objects.requireNonNull;

/**
 * What gRPC tells of one call while it runs.
 */
public final class CallSignals
{
    static final Context.Key<CallSignals> KEY = Context.key("glaux.call");

    private final BooleanSupplier isReady;
    private Thread worker;
    private boolean isCancelled;

    CallSignals(BooleanSupplier isReady)
    {
        this.isReady = requireNonNull(isReady, "isReady is null");
    }

    /**
     * Of the call that this thread was called for.
     */
    public static CallSignals current()
    {
        return requireNonNull(KEY.get(), "There is no call");
    }

    /**
     * Waits until the client takes more.
     *
     * @throws InterruptedException if it takes nothing any more
     */
    public synchronized void awaitReady()
            throws InterruptedException
    {
        while (true) {
            if (isCancelled || Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (isReady.getAsBoolean()) {
                return;
            }
            wait();
        }
    }

    public synchronized boolean isCancelled()
    {
        return isCancelled;
    }

    /**
     * Has a thread interrupted when the call is cancelled, also when it was before.
     */
    synchronized void begin(Thread thread)
    {
        worker = thread;
        if (isCancelled) {
            thread.interrupt();
        }
    }

    /**
     * From now on no thread is interrupted.
     */
    synchronized void end()
    {
        worker = null;
    }

    synchronized void onReady()
    {
        notifyAll();
    }

    synchronized void onCancel()
    {
        isCancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
        notifyAll();
    }
}
