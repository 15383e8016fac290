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
package io.glaux.engine.trino;

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementFailure;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.spi.ErrorCode;

import static io.trino.spi.StandardErrorCode.USER_CANCELED;
import static java.util.Objects.requireNonNullElse;

/**
 * Trino's failures as ours.
 */
final class TrinoFailures
{
    private TrinoFailures() {}

    static StatementFailure of(ExecutionFailureInfo failure)
    {
        return of(failure.errorCode(), requireNonNullElse(failure.message(), failure.type()));
    }

    static StatementFailure of(ErrorCode code, String message)
    {
        if (code.equals(USER_CANCELED.toErrorCode())) {
            return cancelled();
        }
        return new StatementFailure(typeOf(code), code.getName(), message, false);
    }

    static StatementFailure cancelled()
    {
        return new StatementFailure(ErrorType.USER, USER_CANCELED.name(), "Query cancelled by user", true);
    }

    /**
     * A failure of whoever takes the rows.
     */
    static StatementFailure of(Throwable failure)
    {
        if (failure instanceof GlauxException glaux) {
            return new StatementFailure(glaux.code().type(), glaux.code().name(), glaux.getMessage(), false);
        }
        return new StatementFailure(
                ErrorType.ENGINE,
                io.glaux.engine.error.ErrorCode.INTERNAL_ERROR.name(),
                requireNonNullElse(failure.getMessage(), failure.getClass().getName()),
                false);
    }

    private static ErrorType typeOf(ErrorCode code)
    {
        return switch (code.getType()) {
            case USER_ERROR -> ErrorType.USER;
            case INTERNAL_ERROR -> ErrorType.ENGINE;
            case INSUFFICIENT_RESOURCES -> ErrorType.RESOURCES;
            case EXTERNAL -> ErrorType.SOURCE;
        };
    }
}
