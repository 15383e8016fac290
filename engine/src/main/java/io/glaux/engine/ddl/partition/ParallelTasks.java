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
package io.glaux.engine.ddl.partition;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import static com.google.common.base.Throwables.throwIfUnchecked;

/**
 * Does many small things that wait for the storage or the catalog, several at a time.
 */
final class ParallelTasks
        implements AutoCloseable
{
    static final int AT_A_TIME = 16;

    private final ExecutorService executor =
            Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().name("repair-", 0).factory());

    /**
     * Once a task fails, no other begins.
     *
     * @return results in the order of the tasks
     * @throws RuntimeException of the first in that order that failed
     */
    <T> List<T> run(List<Callable<T>> tasks)
    {
        AtomicBoolean failed = new AtomicBoolean();
        List<Callable<T>> guarded = tasks.stream().map(task -> unlessFailed(task, failed)).toList();
        try {
            List<Future<T>> futures = executor.invokeAll(guarded);
            return futures.stream().map(ParallelTasks::result).toList();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server stops", e);
        }
    }

    /**
     * The task, or nothing: then there is a failure to throw, and nobody asks for its result.
     */
    private static <T> Callable<T> unlessFailed(Callable<T> task, AtomicBoolean failed)
    {
        return () -> {
            if (failed.get()) {
                return null;
            }
            boolean succeeded = false;
            try {
                T result = task.call();
                succeeded = true;
                return result;
            }
            finally {
                if (!succeeded) {
                    failed.set(true);
                }
            }
        };
    }

    private static <T> T result(Future<T> future)
    {
        try {
            return future.get();
        }
        catch (ExecutionException e) {
            throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server stops", e);
        }
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }
}
