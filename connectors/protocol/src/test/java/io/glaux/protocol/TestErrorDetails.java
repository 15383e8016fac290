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

import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ErrorKind;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestErrorDetails
{
    /**
     * What gRPC lets all trailers of a call have, in base64.
     */
    private static final int TRAILERS_BYTES = 8 << 10;

    @Test
    void theDetailIsFoundInEitherTrailer()
    {
        ErrorDetail detail = ErrorDetails.retryable(ErrorCode.THROTTLED, "It is throttled", Duration.ofMillis(250));
        byte[] bytes = ErrorDetails.write(detail);
        assertThat(ErrorDetails.find(Map.of("glaux-error-bin", bytes)::get)).contains(detail);
        assertThat(ErrorDetails.find(Map.of("grpc-status-details-bin", bytes)::get)).contains(detail);
        byte[] other = ErrorDetails.write(ErrorDetails.of(ErrorCode.HOST_FAILED, "Another"));
        assertThat(ErrorDetails.find(Map.of("glaux-error-bin", bytes, "grpc-status-details-bin", other)::get))
                .contains(detail);
    }

    @Test
    void theDetailSaysWhoseFaultItIs()
    {
        ErrorDetail detail = ErrorDetails.of(ErrorCode.TABLE_NOT_FOUND, "There is no table a.b");
        assertThat(detail.getCode()).isEqualTo("TABLE_NOT_FOUND");
        assertThat(detail.getKind()).isEqualTo(ErrorKind.ERROR_KIND_USER);
        assertThat(detail.getRetryable()).isFalse();
        ErrorDetail throttled = ErrorDetails.retryable(ErrorCode.THROTTLED, "Slow", Duration.ofDays(100_000));
        assertThat(throttled.getRetryAfterMillis()).isEqualTo(Integer.MAX_VALUE);
        assertThat(ErrorDetails.retryable(ErrorCode.THROTTLED, "Slow", Duration.ofSeconds(-1)).getRetryAfterMillis())
                .isZero();
    }

    @Test
    void whatIsNoDetailIsNotFound()
    {
        assertThat(ErrorDetails.find(_ -> null)).isEmpty();
        assertThat(ErrorDetails.find(_ -> new byte[0])).isEmpty();
        assertThat(ErrorDetails.find(_ -> "no message".getBytes(StandardCharsets.UTF_8))).isEmpty();
        // google.rpc.Status with a code and a message, as others send it
        byte[] status = {8, 13, 18, 4, 'f', 'a', 'i', 'l'};
        assertThat(ErrorDetails.find(Map.of("grpc-status-details-bin", status)::get)).isEmpty();
        assertThat(ErrorDetails.find(_ -> new byte[ProtocolLimits.BATCH_HEADER_BYTES + 1])).isEmpty();
    }

    @Test
    void longMessagesAreCutBetweenCharacters()
    {
        String owls = "\uD83E\uDD89".repeat(10_000);
        ErrorDetail detail = ErrorDetails.of(ErrorCode.SOURCE_FAILED, "x" + owls);
        byte[] message = detail.getMessage().getBytes(StandardCharsets.UTF_8);
        assertThat(message.length).isBetween(1020, ProtocolLimits.ERROR_MESSAGE_BYTES);
        assertThat(detail.getMessage()).startsWith("x\uD83E\uDD89").endsWith("\uD83E\uDD89…");
        String exact = "é".repeat(ProtocolLimits.ERROR_MESSAGE_BYTES / 2);
        assertThat(ErrorDetails.of(ErrorCode.SOURCE_FAILED, exact).getMessage()).isEqualTo(exact);
        ErrorDetail foreign = ErrorDetail.newBuilder().setCode("LATER").setMessage(owls).build();
        assertThat(ErrorDetails.find(_ -> foreign.toByteArray()).orElseThrow().getMessage()).endsWith("…");
        // in the trailer as base64, and percent-encoded as the status's own message
        int worst = ErrorDetails.write(detail).length * 4 / 3 + 3 * ProtocolLimits.ERROR_MESSAGE_BYTES;
        assertThat(worst).isLessThan(TRAILERS_BYTES);
    }

    @Test
    void aCallWithoutADetailHasOneByItsStatus()
    {
        assertThat(ErrorDetails.ofStatus("UNAVAILABLE", "io exception"))
                .isEqualTo(ErrorDetails.retryable(ErrorCode.HOST_UNAVAILABLE, "io exception", Duration.ZERO));
        assertThat(ErrorDetails.ofStatus("RESOURCE_EXHAUSTED", "x").getRetryable()).isTrue();
        assertThat(ErrorDetails.ofStatus("UNAUTHORIZED", "x").getCode()).isEqualTo("PERMISSION_DENIED");
        assertThat(ErrorDetails.ofStatus("PERMISSION_DENIED", "x").getCode()).isEqualTo("PERMISSION_DENIED");
        assertThat(ErrorDetails.ofStatus("UNIMPLEMENTED", "x").getCode()).isEqualTo("NOT_SUPPORTED");
        assertThat(ErrorDetails.ofStatus("CANCELLED", "x").getCode()).isEqualTo("CANCELLED");
        assertThat(ErrorDetails.ofStatus("INTERNAL", null).getMessage())
                .isEqualTo("The host ended the call with INTERNAL");
    }

    @Test
    void everyCodeHasAKindAndAStatus()
    {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.of(code.name())).contains(code);
            assertThat(code.kind()).isNotIn(ErrorKind.ERROR_KIND_UNSPECIFIED, ErrorKind.UNRECOGNIZED);
            assertThat(code.status()).isNotIn("OK", "UNKNOWN");
            assertThat(code.flightStatus()).isNotIn("DEADLINE_EXCEEDED", "PERMISSION_DENIED");
        }
        assertThat(ErrorCode.of("OF_A_LATER_VERSION")).isEmpty();
        assertThat(ErrorCode.SOURCE_TIMEOUT.flightStatus()).isEqualTo("TIMED_OUT");
        assertThat(ErrorCode.PERMISSION_DENIED.flightStatus()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void anExceptionTellsItsDetail()
    {
        ErrorDetail detail = ProtocolException.malformed("The ticket is empty").detail();
        assertThat(detail).isEqualTo(ErrorDetails.of(ErrorCode.INVALID_REQUEST, "The ticket is empty"));
    }
}
