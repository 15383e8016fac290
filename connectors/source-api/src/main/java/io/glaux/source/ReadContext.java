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
package io.glaux.source;

import io.glaux.metering.Units;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.Duration;

/**
 * What goes with a read. Thread-safe.
 */
public interface ReadContext
{
    Call call();

    /**
     * Of the rows to be written.
     */
    Schema schema();

    /**
     * Tells what a response of the source took, as soon as it is there, and whether or not it brought rows.
     *
     * @param sourceBytes as the source counts them; 0 when it does not
     */
    void consumed(long sourceBytes, long sourceRows, Units units);

    /**
     * Tells how long the source had the read wait.
     */
    void throttled(Duration wait);
}
