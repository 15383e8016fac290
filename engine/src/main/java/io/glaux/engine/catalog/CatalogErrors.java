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
package io.glaux.engine.catalog;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;

import static io.glaux.engine.error.ErrorCode.ALREADY_EXISTS;
import static io.glaux.engine.error.ErrorCode.INVALID_INPUT;
import static io.glaux.engine.error.ErrorCode.NOT_FOUND;
import static io.glaux.engine.error.ErrorCode.NOT_SUPPORTED;

/**
 * Failures in Glue's words, and Glue's names for our codes.
 */
public final class CatalogErrors
{
    private CatalogErrors() {}

    /**
     * The error of Glue's service model that stands for a code.
     */
    public static String glueName(ErrorCode code)
    {
        return switch (code) {
            case NOT_FOUND -> "EntityNotFoundException";
            case ALREADY_EXISTS -> "AlreadyExistsException";
            case INVALID_INPUT, SYNTAX_ERROR, STATEMENT_FAILED -> "InvalidInputException";
            case CONCURRENT_MODIFICATION -> "ConcurrentModificationException";
            case IDEMPOTENT_PARAMETER_MISMATCH -> "IdempotentParameterMismatchException";
            case ACCESS_DENIED -> "AccessDeniedException";
            case NOT_SUPPORTED -> "OperationNotSupportedException";
            case RESOURCE_LIMIT, QUOTA_EXCEEDED -> "ResourceNumberLimitExceededException";
            case STORAGE_ERROR, CATALOG_ERROR, UNKNOWN_OUTCOME, INTERNAL_ERROR -> "InternalServiceException";
        };
    }

    /**
     * A failure of one entry of a batch.
     */
    static ErrorDetail detail(GlauxException failure)
    {
        return ErrorDetail.builder()
                .errorCode(glueName(failure.code()))
                .errorMessage(failure.getMessage())
                .build();
    }

    static GlauxException databaseNotFound(String name)
    {
        return new GlauxException(NOT_FOUND, "Database %s not found.".formatted(name));
    }

    static GlauxException tableNotFound(TableKey key)
    {
        return new GlauxException(NOT_FOUND, "Entity Not Found (table %s.%s)".formatted(key.database(), key.name()));
    }

    static GlauxException notFound(String message)
    {
        return new GlauxException(NOT_FOUND, message);
    }

    static GlauxException alreadyExists(String what)
    {
        return new GlauxException(ALREADY_EXISTS, "%s already exists.".formatted(what));
    }

    static GlauxException invalid(String message)
    {
        return new GlauxException(INVALID_INPUT, message);
    }

    static GlauxException notSupported(String message)
    {
        return new GlauxException(NOT_SUPPORTED, message);
    }
}
