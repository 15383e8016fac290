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
package io.glaux.protocol;

import io.glaux.protocol.v1.ErrorKind;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can go wrong: whose fault it is, and the status that the call ends with. The detail decides; the status is for
 * what knows gRPC and not this protocol.
 */
public enum ErrorCode
{
    SCHEMA_NOT_FOUND(ErrorKind.ERROR_KIND_USER, "NOT_FOUND"),
    TABLE_NOT_FOUND(ErrorKind.ERROR_KIND_USER, "NOT_FOUND"),
    COLUMN_NOT_FOUND(ErrorKind.ERROR_KIND_USER, "NOT_FOUND"),
    CATALOG_NOT_FOUND(ErrorKind.ERROR_KIND_USER, "NOT_FOUND"),
    NOT_SUPPORTED(ErrorKind.ERROR_KIND_USER, "UNIMPLEMENTED"),
    INVALID_QUERY(ErrorKind.ERROR_KIND_USER, "INVALID_ARGUMENT"),
    INVALID_SETTINGS(ErrorKind.ERROR_KIND_USER, "INVALID_ARGUMENT"),
    INVALID_VALUE(ErrorKind.ERROR_KIND_USER, "INVALID_ARGUMENT"),
    DUPLICATE_KEY(ErrorKind.ERROR_KIND_USER, "ALREADY_EXISTS"),
    PERMISSION_DENIED(ErrorKind.ERROR_KIND_USER, "PERMISSION_DENIED"),
    AUTHENTICATION_FAILED(ErrorKind.ERROR_KIND_SOURCE, "INTERNAL"),
    SOURCE_UNAVAILABLE(ErrorKind.ERROR_KIND_SOURCE, "UNAVAILABLE"),
    SOURCE_FAILED(ErrorKind.ERROR_KIND_SOURCE, "INTERNAL"),
    SOURCE_TIMEOUT(ErrorKind.ERROR_KIND_SOURCE, "DEADLINE_EXCEEDED"),
    THROTTLED(ErrorKind.ERROR_KIND_RESOURCES, "RESOURCE_EXHAUSTED"),
    RESOURCES_EXHAUSTED(ErrorKind.ERROR_KIND_RESOURCES, "RESOURCE_EXHAUSTED"),
    ROW_TOO_LARGE(ErrorKind.ERROR_KIND_RESOURCES, "RESOURCE_EXHAUSTED"),
    TICKET_EXPIRED(ErrorKind.ERROR_KIND_HOST, "UNAUTHENTICATED"),
    TICKET_INVALID(ErrorKind.ERROR_KIND_HOST, "UNAUTHENTICATED"),
    INVALID_REQUEST(ErrorKind.ERROR_KIND_HOST, "INVALID_ARGUMENT"),
    VERSION_NOT_SUPPORTED(ErrorKind.ERROR_KIND_HOST, "UNIMPLEMENTED"),
    CANCELLED(ErrorKind.ERROR_KIND_HOST, "CANCELLED"),
    DRAINING(ErrorKind.ERROR_KIND_HOST, "UNAVAILABLE"),
    HOST_UNAVAILABLE(ErrorKind.ERROR_KIND_HOST, "UNAVAILABLE"),
    HOST_FAILED(ErrorKind.ERROR_KIND_HOST, "INTERNAL");

    private final ErrorKind kind;
    private final String status;

    ErrorCode(ErrorKind kind, String status)
    {
        this.kind = kind;
        this.status = status;
    }

    public ErrorKind kind()
    {
        return kind;
    }

    /**
     * The name of gRPC's status.
     */
    public String status()
    {
        return status;
    }

    /**
     * The name of the same status in Arrow Flight's Java.
     */
    public String flightStatus()
    {
        return switch (status) {
            case "DEADLINE_EXCEEDED" -> "TIMED_OUT";
            case "PERMISSION_DENIED" -> "UNAUTHORIZED";
            default -> status;
        };
    }

    /**
     * @return empty for a code of a later version
     */
    public static Optional<ErrorCode> of(String name)
    {
        return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
    }
}
