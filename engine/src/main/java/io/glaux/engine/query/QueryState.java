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
 * The states of a query, by the names that Athena's API gives them.
 * <pre>
 * QUEUED ──► RUNNING ──► SUCCEEDED | FAILED | CANCELLED
 *    └─────────────────► SUCCEEDED | FAILED | CANCELLED
 * </pre>
 * A query leaves QUEUED for a terminal state directly when it is stopped or fails before the engine takes it up, and
 * when the engine answers it without running anything. Terminal states are never left.
 */
public enum QueryState
{
    /**
     * Accepted and recorded; waits for a place, or for the engine.
     */
    QUEUED,
    /**
     * The engine has taken it up.
     */
    RUNNING,
    /**
     * Ended; its result, when it has one, is complete in the storage.
     */
    SUCCEEDED,
    /**
     * Ended with an error.
     */
    FAILED,
    /**
     * Ended because somebody, or a limit, asked for it.
     */
    CANCELLED;

    public boolean isTerminal()
    {
        return this != QUEUED && this != RUNNING;
    }

    public boolean mayBecome(QueryState next)
    {
        return switch (this) {
            case QUEUED -> next != QUEUED;
            case RUNNING -> next.isTerminal();
            case SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }
}
