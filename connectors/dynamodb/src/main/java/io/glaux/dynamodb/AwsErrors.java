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
package io.glaux.dynamodb;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What the errors of AWS mean. Messages are those of the service, but where these may have secrets or values.
 */
public final class AwsErrors
{
    private static final Set<String> THROTTLED = Set.of(
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "ThrottlingException",
            "Throttling",
            "ReplicatedWriteConflictException",
            "SlowDown");

    private static final Set<String> NOT_AUTHENTICATED = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "ExpiredToken",
            "OptInRequired");

    private AwsErrors() {}

    /**
     * What a future failed with.
     */
    public static Throwable unwrap(Throwable failure)
    {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * Whether the service refused to do so much at once: it is to be asked again, more slowly.
     */
    public static boolean isThrottling(Throwable failure)
    {
        return unwrap(failure) instanceof AwsServiceException service
                && (service.isThrottlingException() || THROTTLED.contains(code(service)));
    }

    /**
     * Whether it is not known what became of the request, and the same may succeed.
     */
    public static boolean isTransient(Throwable failure)
    {
        return switch (unwrap(failure)) {
            case AbortedException _ -> false;
            case AwsServiceException service -> service.statusCode() >= 500
                    || code(service).equals("TransactionInProgressException");
            case SdkClientException client -> isOfNetwork(client);
            case IOException _, TimeoutException _ -> true;
            default -> false;
        };
    }

    private static boolean isOfNetwork(SdkClientException failure)
    {
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param where what was asked for, for the user: for instance {@code Table orders}
     */
    public static SourceException explain(Throwable failure, String where)
    {
        Throwable cause = unwrap(failure);
        return switch (cause) {
            case SourceException known -> known;
            case AwsServiceException service -> ofService(service, where);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _, TimeoutException _ -> late(where, cause);
            case SdkClientException client -> ofClient(client, where);
            case IOException _ -> unavailable(where, cause);
            default -> SourceException.of(
                    SourceErrorCode.SOURCE_FAILED,
                    "%s: %s".formatted(where, cause.getClass().getSimpleName()),
                    cause);
        };
    }

    private static SourceException late(String where, Throwable cause)
    {
        return SourceException.retryable(
                SourceErrorCode.SOURCE_TIMEOUT,
                "%s: no answer in time".formatted(where),
                Optional.empty(),
                cause);
    }

    private static SourceException ofService(AwsServiceException failure, String where)
    {
        String code = code(failure);
        if (NOT_AUTHENTICATED.contains(code)) {
            // the service's text has the request in it, with its session token
            return SourceException.of(
                    SourceErrorCode.AUTHENTICATION_FAILED,
                    "%s: AWS does not accept the keys of the catalog (%s)".formatted(where, code));
        }
        String text = "%s: %s (%s)".formatted(where, message(failure), code);
        if (isThrottling(failure)) {
            return SourceException.retryable(SourceErrorCode.THROTTLED, text, Optional.empty(), failure);
        }
        SourceErrorCode meaning = switch (code) {
            case "ResourceNotFoundException", "TableNotFoundException" -> SourceErrorCode.TABLE_NOT_FOUND;
            case "EntityNotFoundException" -> SourceErrorCode.SCHEMA_NOT_FOUND;
            case "AccessDeniedException", "AccessDenied" -> SourceErrorCode.PERMISSION_DENIED;
            case "ConditionalCheckFailedException", "DuplicateItemException" -> SourceErrorCode.DUPLICATE_KEY;
            case "ItemCollectionSizeLimitExceededException" -> SourceErrorCode.RESOURCES_EXHAUSTED;
            case "ValidationException" -> message(failure).contains("tem size")
                    ? SourceErrorCode.ROW_TOO_LARGE
                    : SourceErrorCode.SOURCE_FAILED;
            default -> SourceErrorCode.SOURCE_FAILED;
        };
        return failure.statusCode() >= 500
                ? SourceException.retryable(SourceErrorCode.SOURCE_UNAVAILABLE, text, Optional.empty(), failure)
                : SourceException.of(meaning, text, failure);
    }

    private static SourceException ofClient(SdkClientException failure, String where)
    {
        if (isOfNetwork(failure)) {
            return unavailable(where, failure);
        }
        String message = String.valueOf(failure.getMessage());
        return message.contains("credentials") || message.contains("Profile")
                ? SourceException.of(
                SourceErrorCode.AUTHENTICATION_FAILED,
                ("%s: there are no AWS credentials. Set access-key and secret-key of the catalog, or profile, "
                        + "or give the host a role").formatted(where),
                failure)
                : SourceException.of(
                SourceErrorCode.SOURCE_FAILED,
                "%s: %s".formatted(where, failure.getClass().getSimpleName()),
                failure);
    }

    private static SourceException unavailable(String where, Throwable failure)
    {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return SourceException.retryable(
                SourceErrorCode.SOURCE_UNAVAILABLE,
                "%s: AWS cannot be reached: %s".formatted(where, last.getMessage()),
                Optional.empty(),
                failure);
    }

    /**
     * The service's name of an error.
     */
    public static String code(AwsServiceException failure)
    {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "HTTP status " + failure.statusCode()
                : details.errorCode();
    }

    private static String message(AwsServiceException failure)
    {
        AwsErrorDetails details = failure.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        if (message == null) {
            return "no message";
        }
        // the one message of DynamoDB that repeats a value
        String beforeValue = "cannot be converted to a numeric value";
        int position = message.indexOf(beforeValue);
        return position < 0 ? message : message.substring(0, position + beforeValue.length());
    }
}
