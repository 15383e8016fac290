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
package io.glaux.metering;

import java.util.concurrent.atomic.AtomicReference;

import static java.util.Objects.requireNonNull;

/**
 * The meter of this process: the engine installs it before it loads plugins, and they find it here. A static, because
 * engine and plugins share no injector, only this class.
 */
public final class ScanMeters
{
    private static final AtomicReference<ScanMeter> INSTALLED = new AtomicReference<>();

    private ScanMeters() {}

    public static void install(ScanMeter meter)
    {
        requireNonNull(meter, "meter is null");
        if (!INSTALLED.compareAndSet(null, meter)) {
            throw new IllegalStateException("A scan meter is installed already");
        }
    }

    /**
     * @throws IllegalStateException if there is none: bytes must not be read uncounted
     */
    public static ScanMeter installed()
    {
        ScanMeter meter = INSTALLED.get();
        if (meter == null) {
            throw new IllegalStateException("No scan meter is installed");
        }
        return meter;
    }
}
