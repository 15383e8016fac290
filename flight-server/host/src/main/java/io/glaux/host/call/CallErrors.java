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
package io.glaux.host.call;

import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.batch.ColumnValueException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.memory.OutOfMemoryException;

import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How failures are told to the client: with their detail, and never with a stack.
 */
public final class CallErrors
{
    private static final Logger log = Logger.getLogger(CallErrors.class.getName());
    private static final ErrorDetail CANCELLED = ErrorDetails.of(ErrorCode.CANCELLED, "The call was cancelled");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private CallErrors() {}

    /**
     * @param call what was called, for the log
     */
    public static FlightRuntimeException toFlight(String call, Throwable failure)
    {
        return toFlight(detail(call, failure));
    }

    static FlightRuntimeException hostEnds()
    {
        return toFlight(ErrorDetails.retryable(ErrorCode.HOST_UNAVAILABLE, "The host is ending", RETRY_AFTER));
    }

    private static FlightRuntimeException toFlight(ErrorDetail detail)
    {
        ErrorFlightMetadata metadata = new ErrorFlightMetadata();
        metadata.insert(ErrorDetails.TRAILER, ErrorDetails.write(detail));
        FlightStatusCode status = FlightStatusCode.valueOf(
                ErrorCode.of(detail.getCode()).orElse(ErrorCode.HOST_FAILED).flightStatus());
        return new CallStatus(status, null, detail.getMessage(), metadata).toRuntimeException();
    }

    private static ErrorDetail detail(String call, Throwable failure)
    {
        return switch (failure) {
            case SourceException exception -> of(call, exception);
            case ProtocolException exception -> exception.detail();
            case ColumnValueException exception -> ErrorDetails.of(ErrorCode.INVALID_VALUE, exception.getMessage());
            case OutOfMemoryException _ -> ErrorDetails.retryable(
                    ErrorCode.RESOURCES_EXHAUSTED,
                    "The host has no memory for this call now",
                    RETRY_AFTER);
            case InterruptedException _, CallCancelledException _ -> CANCELLED;
            case Throwable other -> unexpected(call, other);
        };
    }

    private static ErrorDetail of(String call, SourceException exception)
    {
        if (exception.code().kind() != SourceErrorCode.Kind.USER) {
            log.log(Level.WARNING, exception, () -> "%s failed: %s".formatted(call, exception.code()));
        }
        ErrorCode code = ErrorCode.of(exception.code().name()).orElse(ErrorCode.HOST_FAILED);
        return exception.isRetryable()
                ? ErrorDetails.retryable(code, exception.getMessage(), exception.retryAfter().orElse(Duration.ZERO))
                : ErrorDetails.of(code, exception.getMessage());
    }

    private static ErrorDetail unexpected(String call, Throwable failure)
    {
        String incident = UUID.randomUUID().toString();
        log.log(Level.SEVERE, failure, () -> "%s failed, incident %s".formatted(call, incident));
        return ErrorDetails.of(
                ErrorCode.HOST_FAILED,
                "The host failed in a way that it does not expect: its log says how, under incident " + incident);
    }
}
