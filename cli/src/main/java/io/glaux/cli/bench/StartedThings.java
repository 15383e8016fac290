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

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Whatever a case has started, to be ended in the other order, also when a person interrupts the benchmark.
 */
final class StartedThings
        implements AutoCloseable
{
    private final List<AutoCloseable> things = new ArrayList<>();

    synchronized <T extends AutoCloseable> T add(T thing)
    {
        things.add(requireNonNull(thing, "thing is null"));
        return thing;
    }

    /**
     * Closes all, whatever fails, and then fails as the first did.
     */
    @Override
    public synchronized void close()
            throws Exception
    {
        Exception failure = null;
        while (!things.isEmpty()) {
            try {
                things.removeLast().close();
            }
            catch (Exception e) {
                if (failure == null) {
                    failure = e;
                }
                else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
