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

import io.glaux.flight.client.HostAddress;
import io.glaux.flight.client.HostException;
import io.glaux.protocol.v1.CallContext;
import io.glaux.protocol.v1.RateRequest;
import io.glaux.protocol.v1.UnitAmount;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import static java.lang.Math.toIntExact;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

/**
 * Hands each host of a catalog its share of what the catalog may take in a second, by leases that end when the engine
 * is gone. All shares are the same, a host's that does not answer too: it may be at work all the same, and the sum must
 * never be more than the catalog's. Runs on the coordinator.
 */
final class RateLeases
        implements AutoCloseable
{
    static final Duration RENEWAL = Duration.ofSeconds(5);
    static final Duration LIFE = Duration.ofSeconds(20);

    private static final System.Logger LOGGER = System.getLogger(RateLeases.class.getName());
    private static final int MILLIONTHS = 6;

    private final String catalogName;
    private final List<HostAddress> hosts;
    private final List<RateRequest> requests;
    private final BiConsumer<HostAddress, RateRequest> call;
    private final ScheduledExecutorService timer;

    /**
     * @param rates in a second, by unit
     * @param call gives a host its share
     */
    RateLeases(
            String catalogName,
            String hostCatalog,
            List<HostAddress> hosts,
            Map<String, BigDecimal> rates,
            BiConsumer<HostAddress, RateRequest> call)
    {
        this.catalogName = requireNonNull(catalogName, "catalogName is null");
        this.hosts = List.copyOf(hosts);
        this.requests = rates.entrySet().stream()
                .map(rate -> request(hostCatalog, rate.getKey(), share(rate.getValue(), hosts.size())))
                .toList();
        this.call = requireNonNull(call, "call is null");
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("flight-rate-" + catalogName).factory());
    }

    /**
     * In millionths, rounded down: the sum is not more than the whole.
     */
    static long share(BigDecimal rate, int hosts)
    {
        return rate.movePointRight(MILLIONTHS).divide(BigDecimal.valueOf(hosts), 0, RoundingMode.DOWN).longValueExact();
    }

    private static RateRequest request(String hostCatalog, String unit, long millionths)
    {
        return RateRequest.newBuilder()
                .setContext(CallContext.newBuilder()
                        .setCatalog(hostCatalog)
                        // of no query, and of nobody: the protocol wants both
                        .setQueryId("rate")
                        .setUser("engine"))
                .setPerSecond(UnitAmount.newBuilder().setUnit(unit).setMillionths(millionths))
                .setValidMillis(toIntExact(LIFE.toMillis()))
                .build();
    }

    void start()
    {
        if (!requests.isEmpty()) {
            Future<?> _ = timer.scheduleWithFixedDelay(this::renew, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void renew()
    {
        for (HostAddress host : hosts) {
            for (RateRequest request : requests) {
                try {
                    call.accept(host, request);
                }
                catch (HostException e) {
                    LOGGER.log(
                            WARNING,
                            "Catalog {0}: the host {1} could not be given its share of {2} in a second: {3}",
                            catalogName,
                            host,
                            request.getPerSecond().getUnit(),
                            e.getMessage());
                }
            }
        }
    }

    @Override
    public void close()
    {
        timer.shutdownNow();
    }
}
