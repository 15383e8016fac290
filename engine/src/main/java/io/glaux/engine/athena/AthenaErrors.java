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
package io.glaux.engine.athena;

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementFailure;
import software.amazon.awssdk.services.athena.model.AthenaError;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The one place where failures become Athena's: of requests by their code, of queries by Trino's name of the error.
 */
final class AthenaErrors
{
    static final String INVALID_INPUT = "INVALID_INPUT";
    static final String MALFORMED_QUERY = "MALFORMED_QUERY";
    static final String QUERY_EXECUTION_NOT_FOUND = "QUERY_EXECUTION_NOT_FOUND";
    static final String INVALID_QUERY_EXECUTION_STATE = "INVALID_QUERY_EXECUTION_STATE";
    static final String RESULT_NOT_FOUND = "RESULT_NOT_FOUND";
    static final String ACCESS_DENIED = "ACCESS_DENIED";
    static final String DATACATALOG_NOT_FOUND = "DATACATALOG_NOT_FOUND";

    private static final String QUOTA_EXCEEDED = "QUOTA_EXCEEDED";
    private static final String IDEMPOTENT_PARAMETER_MISMATCH = "IDEMPOTENT_PARAMETER_MISMATCH";

    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;

    /**
     * ErrorType of Athena's "error reference" by Trino's name of the error, as measured on Athena where it was, else by
     * the text of that page.
     */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("AMBIGUOUS_NAME", 1006),
            Map.entry("CATALOG_NOT_FOUND", 1006),
            Map.entry("COLUMN_ALREADY_EXISTS", 1006),
            Map.entry("COLUMN_NOT_FOUND", 1006),
            Map.entry(StatementFailure.DDL_FAILED, 1003),
            Map.entry(StatementFailure.DDL_INVALID_ARGUMENT, 1100),
            Map.entry(StatementFailure.DDL_NOT_SUPPORTED, 1200),
            Map.entry(StatementFailure.DDL_NOT_VALID, 1006),
            Map.entry("DIVISION_BY_ZERO", 1001),
            Map.entry("DUPLICATE_COLUMN_NAME", 1006),
            Map.entry("EXCEEDED_CPU_LIMIT", 0),
            Map.entry("EXCEEDED_GLOBAL_MEMORY_LIMIT", 0),
            Map.entry("EXCEEDED_LOCAL_MEMORY_LIMIT", 0),
            Map.entry(StatementFailure.RESULT_SIZE_EXCEEDED, 1008),
            Map.entry("EXCEEDED_SCAN_LIMIT", 1008),
            Map.entry(StatementFailure.TIME_LIMIT_EXCEEDED, 206),
            Map.entry("FUNCTION_NOT_FOUND", 1303),
            Map.entry("HIVE_BAD_DATA", 1002),
            Map.entry("HIVE_METASTORE_ERROR", 204),
            Map.entry("HIVE_PATH_ALREADY_EXISTS", 1109),
            Map.entry("ICEBERG_BAD_DATA", 233),
            Map.entry("ICEBERG_CATALOG_ERROR", 204),
            Map.entry("ICEBERG_COMMIT_ERROR", 233),
            Map.entry("ICEBERG_INVALID_METADATA", 233),
            Map.entry("INVALID_CAST_ARGUMENT", 1100),
            Map.entry("INVALID_COLUMN_PROPERTY", 1101),
            Map.entry("INVALID_FUNCTION_ARGUMENT", 1106),
            Map.entry("INVALID_SCHEMA_PROPERTY", 1101),
            Map.entry("INVALID_SESSION_PROPERTY", 1101),
            Map.entry("INVALID_TABLE_PROPERTY", 1103),
            Map.entry("INVALID_VIEW", 1107),
            Map.entry("MISSING_COLUMN_NAME", 1006),
            Map.entry("MISSING_SCHEMA_NAME", 1006),
            Map.entry("NOT_FOUND", 1300),
            Map.entry("NOT_SUPPORTED", 1200),
            Map.entry("NUMERIC_VALUE_OUT_OF_RANGE", 1001),
            Map.entry("PERMISSION_DENIED", 1500),
            Map.entry("QUERY_REJECTED", 1008),
            Map.entry("SCHEMA_NOT_EMPTY", 1004),
            Map.entry("SCHEMA_NOT_FOUND", 1301),
            Map.entry("SYNTAX_ERROR", 1006),
            Map.entry("TABLE_HAS_NO_COLUMNS", 1004),
            Map.entry("TABLE_NOT_FOUND", 1301),
            Map.entry("TYPE_MISMATCH", 1002),
            Map.entry("VIEW_IS_STALE", 1107),
            Map.entry(StatementFailure.INTERNAL, 100),
            Map.entry(StatementFailure.RESULT_NOT_WRITTEN, 401),
            Map.entry(StatementFailure.SERVER_STOPPED, 100));

    /**
     * Failures whose message is the whole sentence; the others have their name before it, as Trino's errors do.
     */
    private static final Set<String> WITHOUT_NAME = Set.of(
            StatementFailure.RESULT_NOT_WRITTEN,
            StatementFailure.SERVER_STOPPED,
            StatementFailure.DDL_FAILED,
            StatementFailure.DDL_INVALID_ARGUMENT,
            StatementFailure.DDL_NOT_SUPPORTED,
            StatementFailure.DDL_NOT_VALID);

    private static final int SYSTEM = 1;
    private static final int USER = 2;
    private static final int USER_ERROR = 1000;
    private static final int ENGINE_ERROR = 200;

    private AthenaErrors() {}

    static AwsException invalidRequest(String code, String message)
    {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("AthenaErrorCode", code);
        members.put("ErrorCode", code);
        return new AwsException(BAD_REQUEST, "InvalidRequestException", message, members);
    }

    static AwsException invalidInput(String message)
    {
        return invalidRequest(INVALID_INPUT, message);
    }

    static AwsException queryNotFound(String id)
    {
        return invalidRequest(QUERY_EXECUTION_NOT_FOUND, "QueryExecution %s was not found".formatted(id));
    }

    static AwsException resourceNotFound(String message, String resource)
    {
        return new AwsException(BAD_REQUEST, "ResourceNotFoundException", message, Map.of("ResourceName", resource));
    }

    static AwsException metadata(String message)
    {
        return new AwsException(BAD_REQUEST, "MetadataException", message);
    }

    /**
     * The table from failures of requests to errors of the service model.
     */
    static AwsException of(RuntimeException failure)
    {
        if (!(failure instanceof GlauxException known)) {
            return new AwsException(
                    INTERNAL,
                    "InternalServerException",
                    "An internal error has occurred. The server's log has more");
        }
        String message = known.getMessage();
        return switch (known.code()) {
            case INVALID_INPUT, NOT_SUPPORTED, STATEMENT_FAILED -> invalidInput(message);
            case ALREADY_EXISTS, NOT_FOUND, CONCURRENT_MODIFICATION -> invalidInput(message);
            case SYNTAX_ERROR -> invalidRequest(MALFORMED_QUERY, message);
            case IDEMPOTENT_PARAMETER_MISMATCH -> invalidRequest(IDEMPOTENT_PARAMETER_MISMATCH, message);
            case ACCESS_DENIED -> new AwsException(BAD_REQUEST, "AccessDeniedException", message);
            case RESOURCE_LIMIT -> new AwsException(
                    BAD_REQUEST,
                    "TooManyRequestsException",
                    message,
                    Map.of("Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
            // not as too many requests: clients would ask again for minutes
            case QUOTA_EXCEEDED -> invalidRequest(QUOTA_EXCEEDED, message);
            case CATALOG_ERROR -> metadata(message);
            case STORAGE_ERROR, UNKNOWN_OUTCOME, INTERNAL_ERROR -> new AwsException(
                    INTERNAL, "InternalServerException", message);
        };
    }

    /**
     * The sentence of a query that did not succeed: StateChangeReason, and ErrorMessage.
     */
    static String reason(StatementFailure failure)
    {
        return failure.cancelled() || WITHOUT_NAME.contains(failure.name()) ? failure.message()
                : "%s: %s".formatted(failure.name(), failure.message());
    }

    /**
     * The AthenaError of a query that FAILED.
     */
    static AthenaError error(StatementFailure failure)
    {
        boolean isUser = failure.type() == ErrorType.USER;
        int type = TYPES.getOrDefault(failure.name(), isUser ? USER_ERROR : ENGINE_ERROR);
        return AthenaError.builder()
                .errorCategory(isUser || type >= USER_ERROR ? USER : SYSTEM)
                .errorType(type)
                .retryable(!isUser && isRetryable(failure.name()))
                .errorMessage(reason(failure))
                .build();
    }

    private static boolean isRetryable(String name)
    {
        return name.equals(StatementFailure.RESULT_NOT_WRITTEN)
                || name.equals(StatementFailure.SERVER_STOPPED)
                || name.equals("ICEBERG_COMMIT_ERROR");
    }
}
