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
package io.glaux.flight;

import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostAddress;
import io.glaux.flight.client.HostException;
import io.glaux.protocol.v1.RateRequest;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TestRateLeases
{
    private static final HostAddress FIRST = HostAddress.parse("grpc://a:1");
    private static final HostAddress SECOND = HostAddress.parse("grpc://b:2");

    @Test
    void testSharesAreNoMoreThanTheWhole()
    {
        assertThat(RateLeases.share(BigDecimal.ONE, 3)).isEqualTo(333_333);
        assertThat(RateLeases.share(new BigDecimal("0.000001"), 2)).isZero();
        assertThat(RateLeases.share(new BigDecimal("999999999999"), 1)).isEqualTo(999_999_999_999_000_000L);
    }

    @Test
    void testEachHostGetsItsShareThoughAnotherIsDown()
    {
        List<HostAddress> asked = new ArrayList<>();
        List<RateRequest> requests = new ArrayList<>();
        try (RateLeases leases = new RateLeases(
                "orders",
                "Orders",
                List.of(FIRST, SECOND),
                Map.of("read-unit", new BigDecimal("10")),
                (host, request) -> {
                    asked.add(host);
                    requests.add(request);
                    if (host.equals(FIRST)) {
                        throw HostException.passing(FlightErrorCode.GLAUX_HOST_UNAVAILABLE, "Down", null);
                    }
                })) {
            leases.renew();
        }
        assertThat(asked).containsExactly(FIRST, SECOND);
        RateRequest request = requests.getLast();
        assertThat(request.getContext().getCatalog()).isEqualTo("Orders");
        assertThat(request.getPerSecond().getUnit()).isEqualTo("read-unit");
        assertThat(request.getPerSecond().getMillionths()).isEqualTo(5_000_000);
        assertThat((long) request.getValidMillis()).isGreaterThan(RateLeases.RENEWAL.toMillis());
    }
}
