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

import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

import java.nio.channels.ClosedChannelException;

import static org.assertj.core.api.Assertions.assertThat;

final class TestHostErrors
{
    private static final HostAddress ADDRESS = HostAddress.parse("grpc://127.0.0.1:1");

    /**
     * As gRPC's transport tells it, and a host cannot.
     */
    @Test
    void testChannelThatClosedBeforeTheCall()
    {
        Status status = Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());
        assertBroken(status, true);
        assertBroken(Status.UNKNOWN.withDescription("channel closed"), false);
        assertBroken(Status.UNKNOWN.withDescription("a program that speaks HTTP/2 has a bug"), false);
    }

    @Test
    void testStreamThatBroke()
    {
        assertBroken(Status.INTERNAL.withDescription("http2 exception"), true);
        assertBroken(Status.INTERNAL.withDescription("RST_STREAM closed stream. HTTP/2 error code: CANCEL"), true);
        assertBroken(Status.CANCELLED.withDescription("HTTP/2 error code: CANCEL"), true);
        assertBroken(Status.INTERNAL.withDescription("Encountered end-of-stream mid-frame"), true);
        assertBroken(Status.INTERNAL.withDescription("a bug of the host"), false);
    }

    @Test
    void testNamesOfHandlersAreLeftOut()
    {
        Status status = Status.UNAVAILABLE.withDescription(
                "Connection closing while performing protocol negotiation for [NettyClientHandler#0, "
                        + "WriteBufferingAndExceptionHandler#0, DefaultChannelPipeline$TailContext#0]");
        assertThat(HostErrors.of(ADDRESS, status, new Metadata()).getMessage())
                .endsWith(" cannot be reached: Connection closing while performing protocol negotiation. "
                        + "Look whether it runs.");
    }

    private static void assertBroken(Status status, boolean isBroken)
    {
        HostException failure = HostErrors.of(ADDRESS, status, new Metadata());
        assertThat(failure.isRetryable()).as(status.toString()).isEqualTo(isBroken);
        assertThat(failure.getErrorCode()).as(status.toString())
                .isEqualTo((isBroken ? FlightErrorCode.GLAUX_HOST_UNAVAILABLE : FlightErrorCode.GLAUX_HOST_FAILED)
                        .toErrorCode());
    }
}
