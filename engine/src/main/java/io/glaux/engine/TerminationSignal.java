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

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs something before the process ends on SIGTERM. Hooks of the runtime do not do: all run at once, and those of
 * Trino's connectors close what queries read with.
 */
final class TerminationSignal
{
    /**
     * What a process ends with that SIGTERM ended.
     */
    private static final int EXIT = 128 + 15;

    private TerminationSignal() {}

    /**
     * From now on, the first SIGTERM runs the action and then ends the process; others do nothing.
     */
    static void before(Runnable action)
    {
        AtomicBoolean ending = new AtomicBoolean();
        handle(() -> {
            if (ending.compareAndSet(false, true)) {
                try {
                    action.run();
                }
                finally {
                    System.exit(EXIT);
                }
            }
        });
    }

    /**
     * By reflection, because the compiler cannot be kept from warning of the class, which has no other name.
     */
    private static void handle(Runnable action)
    {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler).invoke(
                    null,
                    signal.getConstructor(String.class).newInstance("TERM"),
                    Proxy.newProxyInstance(
                            TerminationSignal.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, _, _) -> {
                                action.run();
                                return null;
                            }));
        }
        catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM does not let a process handle SIGTERM", e);
        }
    }
}
