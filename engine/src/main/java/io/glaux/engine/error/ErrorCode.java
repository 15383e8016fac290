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
package io.glaux.engine.error;

import static io.glaux.engine.error.ErrorType.ENGINE;
import static io.glaux.engine.error.ErrorType.RESOURCES;
import static io.glaux.engine.error.ErrorType.SOURCE;
import static io.glaux.engine.error.ErrorType.USER;

/**
 * The closed list of failures that Glaux itself raises. Each wire surface has one table that maps a code to its own
 * error.
 */
public enum ErrorCode
{
    INVALID_INPUT(USER),
    SYNTAX_ERROR(USER),
    NOT_FOUND(USER),
    ALREADY_EXISTS(USER),
    CONCURRENT_MODIFICATION(USER),
    IDEMPOTENT_PARAMETER_MISMATCH(USER),
    ACCESS_DENIED(USER),
    NOT_SUPPORTED(USER),
    STATEMENT_FAILED(USER),
    STORAGE_ERROR(SOURCE),
    CATALOG_ERROR(SOURCE),
    RESOURCE_LIMIT(RESOURCES),
    QUOTA_EXCEEDED(RESOURCES),
    UNKNOWN_OUTCOME(ENGINE),
    INTERNAL_ERROR(ENGINE);

    private final ErrorType type;

    ErrorCode(ErrorType type)
    {
        this.type = type;
    }

    public ErrorType type()
    {
        return type;
    }
}
