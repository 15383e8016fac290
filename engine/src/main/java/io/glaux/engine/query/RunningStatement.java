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
package io.glaux.engine.query;

/**
 * A statement that was started.
 */
public interface RunningStatement
{
    /**
     * Asks the statement to stop. Its sink still gets its one end, as a failure that is cancelled. Idempotent.
     */
    void cancel();

    /**
     * The same, for a reason that the statement may tell its client.
     */
    default void stop(StatementFailure reason)
    {
        cancel();
    }

    /**
     * Bytes and times so far; grows while the statement runs and is final when the sink got its end. Cheap, and so
     * without stages and output while the statement runs.
     */
    StatementStatistics statistics();

    /**
     * The same with all that {@link #statistics} leaves out.
     */
    StatementStatistics detailedStatistics();
}
