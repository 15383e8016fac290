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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;

import java.util.ArrayDeque;
import java.util.Deque;

import static java.util.Objects.requireNonNull;

/**
 * Closes what was opened, the last first, when the process is told to end.
 */
final class ShutdownSequence
{
    private static final Logger log = Logger.get(ShutdownSequence.class);

    @GuardedBy("this")
    private final Deque<Step> steps = new ArrayDeque<>();

    ShutdownSequence()
    {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
    }

    private record Step(String name, AutoCloseable resource)
    {
        private Step
        {
            requireNonNull(name, "name is null");
            requireNonNull(resource, "resource is null");
        }
    }

    /**
     * @return the resource itself
     */
    synchronized <T extends AutoCloseable> T add(String name, T resource)
    {
        steps.push(new Step(name, resource));
        return resource;
    }

    private synchronized void run()
    {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.resource().close();
            }
            catch (Exception e) {
                // the rest must be closed all the same
                log.warn(e, "Closing %s failed", step.name());
            }
        }
    }
}
