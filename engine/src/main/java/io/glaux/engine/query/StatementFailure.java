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

import io.glaux.engine.error.ErrorType;

import static java.util.Objects.requireNonNull;

/**
 * Why a statement ended without success.
 *
 * @param name the engine's name of the error, for instance {@code TABLE_NOT_FOUND}; {@code USER_CANCELED} when it was
 *         cancelled
 * @param cancelled whether somebody asked for it
 */
public record StatementFailure(ErrorType type, String name, String message, boolean cancelled)
{
    /**
     * Name of the failure when the result could not be written to the storage.
     */
    public static final String RESULT_NOT_WRITTEN = "RESULT_NOT_WRITTEN";

    /**
     * Name of the failure when the server stopped before the query ended.
     */
    public static final String SERVER_STOPPED = "SERVER_STOPPED";

    /**
     * Name of a failure that is Glaux's own fault.
     */
    public static final String INTERNAL = "GENERIC_INTERNAL_ERROR";

    /**
     * Name of the failure of a query that somebody stopped.
     */
    public static final String CANCELLED = "USER_CANCELED";

    /**
     * Name of the failure of a query that may not read what it would have to.
     */
    public static final String SCAN_LIMIT_EXCEEDED = "SCAN_LIMIT_EXCEEDED";

    /**
     * Name of the failure of a query that runs for too long; Trino's too.
     */
    public static final String TIME_LIMIT_EXCEEDED = "EXCEEDED_TIME_LIMIT";

    /**
     * Name of the failure of a query whose result file would be too large.
     */
    public static final String RESULT_SIZE_EXCEEDED = "EXCEEDED_RESULT_SIZE_LIMIT";

    /**
     * Name of the failure of a DDL statement that names what is not there, or contradicts itself.
     */
    public static final String DDL_NOT_VALID = "DDL_NOT_VALID";

    /**
     * Name of the failure of a DDL statement that is right in itself and that the catalog could not carry out.
     */
    public static final String DDL_FAILED = "DDL_FAILED";

    /**
     * Name of the failure of a DDL statement with a wrong location, property or keyword.
     */
    public static final String DDL_INVALID_ARGUMENT = "DDL_INVALID_ARGUMENT";

    /**
     * Name of the failure of a DDL statement that does not exist for the table at hand.
     */
    public static final String DDL_NOT_SUPPORTED = "DDL_NOT_SUPPORTED";

    public StatementFailure
    {
        requireNonNull(type, "type is null");
        requireNonNull(name, "name is null");
        requireNonNull(message, "message is null");
    }
}
