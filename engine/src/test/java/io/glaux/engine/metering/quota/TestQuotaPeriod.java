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
package io.glaux.engine.metering.quota;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestQuotaPeriod
{
    private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");

    /**
     * Nowhere does a change of the clock bring two periods into the time of one.
     */
    @Test
    void testPeriodsOfAllZonesFollowEachOther()
    {
        Map<String, Duration> shortest = Map.of(
                "hour", Duration.ofMinutes(30), "day", Duration.ofHours(22), "month", Duration.ofDays(27));
        for (String zone : ZoneId.getAvailableZoneIds()) {
            ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(START);
            Instant around = change == null ? START : change.getInstant();
            shortest.forEach((name, length) -> {
                QuotaPeriod period = QuotaPeriod.of(name, false, zone);
                Instant last = period.start(around.minus(Duration.ofHours(26)));
                for (int minutes = -26 * 60; minutes <= 26 * 60; minutes += 15) {
                    Instant now = around.plus(Duration.ofMinutes(minutes));
                    Instant start = period.start(now);
                    assertThat(start).as("%s in %s", name, zone).isBeforeOrEqualTo(now);
                    if (start.isAfter(last)) {
                        assertThat(Duration.between(last, start)).as("%s in %s at %s", name, zone, now)
                                .isGreaterThanOrEqualTo(length);
                        last = start;
                    }
                }
            });
        }
    }
}
