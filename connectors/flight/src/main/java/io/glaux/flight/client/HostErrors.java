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
package io.glaux.flight.client;

import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.v1.ErrorDetail;
import io.grpc.Metadata;
import io.grpc.Status;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_REFUSED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_RESOURCES;

/**
 * What the status of a call, or the detail that a host gave with it, is for the engine.
 */
public final class HostErrors
{
    /**
     * Codes of a host that is there no more, or not for long.
     */
    private static final Set<String> GOING_AWAY = Set.of("DRAINING", "HOST_UNAVAILABLE", "TICKET_EXPIRED");
    private static final int LONGEST_MESSAGE = 4000;
    /**
     * The names of its handlers, with which Netty ends what it says of a connection.
     */
    private static final Pattern HANDLERS = Pattern.compile(" for \\[[^]]*#0]$");

    private HostErrors() {}

    static HostException of(HostAddress address, Status status, Metadata trailers)
    {
        return detail(trailers)
                .map(detail -> of(address, detail, status.asRuntimeException()))
                .orElseGet(() -> withoutDetail(address, status));
    }

    /**
     * An error that a host told, for instance in the description of a table.
     *
     * @param cause none: null
     */
    public static HostException of(HostAddress address, ErrorDetail detail, Throwable cause)
    {
        String message = detail.getMessage().isEmpty()
                ? "The host %s failed with %s and did not say why".formatted(address, detail.getCode())
                : limited(detail.getMessage());
        return new HostException(
                errorCode(detail),
                detail.getCode(),
                message,
                detail.getRetryable(),
                Duration.ofMillis(Integer.toUnsignedLong(detail.getRetryAfterMillis())),
                cause);
    }

    private static FlightErrorCode errorCode(ErrorDetail detail)
    {
        return switch (detail.getKind()) {
            case ERROR_KIND_USER -> GLAUX_SOURCE_REFUSED;
            case ERROR_KIND_SOURCE -> GLAUX_SOURCE_FAILED;
            case ERROR_KIND_RESOURCES -> GLAUX_SOURCE_RESOURCES;
            case ERROR_KIND_HOST -> GOING_AWAY.contains(detail.getCode()) ? GLAUX_HOST_UNAVAILABLE : GLAUX_HOST_FAILED;
            case ERROR_KIND_UNSPECIFIED, UNRECOGNIZED -> GLAUX_HOST_FAILED;
        };
    }

    private static Optional<ErrorDetail> detail(Metadata trailers)
    {
        return trailers == null
                ? Optional.empty()
                : ErrorDetails.find(name -> trailers.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER)));
    }

    private static HostException withoutDetail(HostAddress address, Status status)
    {
        String said = status.getDescription() == null
                ? status.getCode().name()
                : limited(HANDLERS.matcher(status.getDescription()).replaceFirst(""));
        Throwable cause = status.asRuntimeException();
        return switch (status.getCode()) {
            case UNAVAILABLE -> HostException.passing(
                    GLAUX_HOST_UNAVAILABLE,
                    "The host %s cannot be reached: %s. Look whether it runs.".formatted(address, said),
                    cause);
            case DEADLINE_EXCEEDED -> HostException.passing(
                    GLAUX_HOST_UNAVAILABLE,
                    "The host %s did not answer in time".formatted(address),
                    cause);
            case UNAUTHENTICATED, PERMISSION_DENIED -> HostException.lasting(
                    GLAUX_HOST_UNAVAILABLE,
                    "The host %s does not let the engine in: %s. Look at the catalog's token and certificates."
                            .formatted(address, said),
                    cause);
            case RESOURCE_EXHAUSTED -> HostException.lasting(
                    GLAUX_SOURCE_RESOURCES,
                    ("A message of the host %s is over a limit: %s. "
                            + "If the limit is the engine's, raise max-message-size.").formatted(address, said),
                    cause);
            case UNIMPLEMENTED -> HostException.lasting(
                    GLAUX_HOST_FAILED,
                    "The host %s does not know the call: %s".formatted(address, said),
                    cause);
            case INTERNAL, CANCELLED -> failed(address, said, isBroken(said), cause);
            // gRPC says it of a call that finds its channel closed; what a host says comes without a cause
            case UNKNOWN -> failed(address, said, status.getCause() instanceof IOException, cause);
            default -> failed(address, said, false, cause);
        };
    }

    /**
     * A connection that broke off in the middle of a message, and a host that was stopped, have these statuses too.
     */
    private static boolean isBroken(String said)
    {
        return said.startsWith("RST_STREAM")
                || said.contains("HTTP/2")
                || said.equals("http2 exception")
                || said.contains("end-of-stream");
    }

    private static HostException failed(HostAddress address, String said, boolean isBroken, Throwable cause)
    {
        String message = "The host %s failed: %s".formatted(address, said);
        return isBroken
                ? HostException.passing(GLAUX_HOST_UNAVAILABLE, message, cause)
                : HostException.lasting(GLAUX_HOST_FAILED, message, cause);
    }

    private static String limited(String text)
    {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }
}
