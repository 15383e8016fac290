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
package io.glaux.dynamodb.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the requests of a write, several at the same time. Thread-safe.
 */
final class WriteTasks
        implements AutoCloseable
{
    private static final int CONCURRENCY = 16;

    private final ExecutorService executor =
            Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().name("dynamodb-write-", 0).factory());

    /**
     * One request, until it is answered.
     */
    interface Task
    {
        void run()
                throws InterruptedException;
    }

    /**
     * Returns when all have ended. When one fails, those that have not begun are left out, and its failure is thrown.
     */
    void run(List<Task> tasks)
            throws InterruptedException
    {
        AtomicBoolean isFailed = new AtomicBoolean();
        List<Callable<Void>> guarded = new ArrayList<>();
        for (Task task : tasks) {
            guarded.add(() -> {
                if (!isFailed.get()) {
                    try {
                        task.run();
                    }
                    catch (RuntimeException | Error | InterruptedException e) {
                        isFailed.set(true);
                        throw e;
                    }
                }
                return null;
            });
        }
        for (Future<Void> ended : executor.invokeAll(guarded)) {
            try {
                ended.get();
            }
            catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    case InterruptedException _ -> throw new InterruptedException();
                    default -> throw new IllegalStateException("A write failed", e.getCause());
                }
            }
        }
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }
}
