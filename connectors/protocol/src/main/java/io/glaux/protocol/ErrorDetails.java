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

import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.protocol.v1.ErrorDetail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the detail of an error goes with the trailers of the call that failed.
 */
public final class ErrorDetails
{
    /**
     * The trailer that a host sends.
     */
    public static final String TRAILER = "glaux-error-bin";

    /**
     * The trailer that Arrow's C++, and so Python, sends for the {@code extra_info} of a {@code FlightError}:
     * kBinaryErrorDetailsKey in cpp/src/arrow/flight/transport/grpc/util_internal.cc. Others send a google.rpc.Status
     * by this name; that is no detail of ours, and is not read as one.
     */
    public static final String ARROW_TRAILER = "grpc-status-details-bin";

    private static final String ELLIPSIS = "…";

    private ErrorDetails() {}

    public static ErrorDetail of(ErrorCode code, String message)
    {
        return ErrorDetail.newBuilder()
                .setCode(code.name())
                .setKind(code.kind())
                .setMessage(shortened(message))
                .build();
    }

    /**
     * The same call may succeed, after a while that {@code after} tells.
     */
    public static ErrorDetail retryable(ErrorCode code, String message, Duration after)
    {
        long millis = Math.clamp(after.toMillis(), 0, Integer.MAX_VALUE);
        return of(code, message).toBuilder()
                .setRetryable(true)
                .setRetryAfterMillis((int) millis)
                .build();
    }

    /**
     * The value of the trailer. It fits into what trailers hold.
     */
    public static byte[] write(ErrorDetail detail)
    {
        return detail.toBuilder().setMessage(shortened(detail.getMessage())).build().toByteArray();
    }

    /**
     * Finds the detail of a call that failed.
     *
     * @param trailers gives the last trailer of a name, or null
     * @return empty if there is none that can be read
     */
    public static Optional<ErrorDetail> find(Function<String, byte[]> trailers)
    {
        for (String name : List.of(TRAILER, ARROW_TRAILER)) {
            Optional<ErrorDetail> detail = Optional.ofNullable(trailers.apply(name)).flatMap(ErrorDetails::read);
            if (detail.isPresent()) {
                return detail;
            }
        }
        return Optional.empty();
    }

    /**
     * The detail of a call that failed without one: the network failed, or a proxy, or the host itself.
     *
     * @param status as gRPC or Arrow Flight's Java names it
     */
    public static ErrorDetail ofStatus(String status, String description)
    {
        String message = description == null || description.isBlank()
                ? "The host ended the call with " + status
                : description;
        return switch (status) {
            case "UNAVAILABLE" -> retryable(ErrorCode.HOST_UNAVAILABLE, message, Duration.ZERO);
            case "RESOURCE_EXHAUSTED" -> retryable(ErrorCode.RESOURCES_EXHAUSTED, message, Duration.ZERO);
            case "CANCELLED" -> of(ErrorCode.CANCELLED, message);
            case "UNIMPLEMENTED" -> of(ErrorCode.NOT_SUPPORTED, message);
            case "PERMISSION_DENIED", "UNAUTHORIZED" -> of(ErrorCode.PERMISSION_DENIED, message);
            default -> of(ErrorCode.HOST_FAILED, message);
        };
    }

    private static Optional<ErrorDetail> read(byte[] bytes)
    {
        if (bytes.length > ProtocolLimits.BATCH_HEADER_BYTES) {
            return Optional.empty();
        }
        try {
            ErrorDetail detail = ErrorDetail.parseFrom(bytes);
            return detail.getCode().isEmpty()
                    ? Optional.empty()
                    : Optional.of(detail.toBuilder().setMessage(shortened(detail.getMessage())).build());
        }
        catch (InvalidProtocolBufferException _) {
            // another's trailer of that name
            return Optional.empty();
        }
    }

    /**
     * As much of a text as an error holds, cut between characters.
     */
    private static String shortened(String text)
    {
        if (text.getBytes(StandardCharsets.UTF_8).length <= ProtocolLimits.ERROR_MESSAGE_BYTES) {
            return text;
        }
        int room = ProtocolLimits.ERROR_MESSAGE_BYTES - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder shortened = new StringBuilder();
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            String character = Character.toString(text.codePointAt(i));
            room -= character.getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            shortened.append(character);
        }
        return shortened.append(ELLIPSIS).toString();
    }
}
