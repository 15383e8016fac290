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
package io.glaux.reference.fault;

import java.util.Locale;

/**
 * What goes wrong.
 */
public enum FaultKind
{
    /**
     * A failure of the source, for good.
     */
    FAIL,
    /**
     * A failure of the source that may be gone the next time.
     */
    UNAVAILABLE,
    /**
     * The source refuses, and says when to come again.
     */
    REFUSE,
    /**
     * The source has the read wait, and goes on.
     */
    THROTTLE,
    /**
     * Nothing comes any more, until the thread is interrupted.
     */
    STALL,
    /**
     * A fault of the program.
     */
    ERROR,
    /**
     * The process ends at once.
     */
    CRASH,
    /**
     * A value that does not fit its column.
     */
    WRONG_VALUE;

    /**
     * By its name in settings.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FaultKind of(String name)
    {
        return valueOf(name.toUpperCase(Locale.ENGLISH).replace('-', '_'));
    }
}
