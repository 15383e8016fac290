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
package io.glaux.reference;

import io.glaux.source.ColumnPath;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFaults
{
    private static final SourceTableName NATION = new SourceTableName("tpch", "nation");

    @Test
    void testFailsBehindSoManyRows()
            throws InterruptedException
    {
        SourceFixture fixture = fixture("fail", Map.of("fault.after-rows", "20"));
        CollectedRows rows = new CollectedRows(1);
        assertThatThrownBy(() -> readNation(fixture, rows)).isInstanceOfSatisfying(
                SourceException.class,
                failure -> {
                    assertThat(failure.code()).isEqualTo(SourceErrorCode.SOURCE_FAILED);
                    assertThat(failure.isRetryable()).isFalse();
                });
        assertThat(rows.rows()).hasSize(20);
    }

    @Test
    void testIsGoneTheNextTime()
            throws InterruptedException
    {
        SourceFixture fixture = fixture("unavailable", Map.of("fault.times", "1", "fault.millis", "7"));
        assertThatThrownBy(() -> readNation(fixture, new CollectedRows(1))).isInstanceOfSatisfying(
                SourceException.class,
                failure -> {
                    assertThat(failure.isRetryable()).isTrue();
                    assertThat(failure.retryAfter()).contains(Duration.ofMillis(7));
                });
        CollectedRows rows = new CollectedRows(1);
        readNation(fixture, rows);
        assertThat(rows.rows()).hasSize(25);
    }

    @Test
    void testOnlyThatTableAndThatPoint()
            throws InterruptedException
    {
        CollectedRows rows = new CollectedRows(1);
        readNation(fixture("fail", Map.of("fault.table", "tpch.region")), rows);
        readNation(fixture("fail", Map.of("fault.point", "write")), rows);
        assertThat(rows.rows()).hasSize(50);
        for (String point : List.of("plan", "splits", "open", "describe")) {
            SourceFixture fixture = fixture("fail", Map.of("fault.point", point));
            assertThatThrownBy(() -> {
                fixture.describe(NATION);
                readNation(fixture, rows);
            }).as(point).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void testThrottles()
            throws InterruptedException
    {
        SourceFixture fixture = fixture("throttle", Map.of("fault.millis", "3"));
        CollectedRows rows = new CollectedRows(1);
        assertThat(readNation(fixture, rows).throttled()).isEqualTo(Duration.ofMillis(9));
        assertThat(rows.rows()).hasSize(25);
    }

    @Test
    void testFaultsOfTheProgram()
    {
        assertThatThrownBy(() -> readNation(fixture("error", Map.of()), new CollectedRows(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> readNation(fixture("wrong-value", Map.of()), new CollectedRows(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void testStallsUntilItIsInterrupted()
            throws Exception
    {
        SourceFixture fixture = fixture("stall", Map.of());
        CountDownLatch hasStarted = new CountDownLatch(1);
        FutureTask<RecordingContext> read = new FutureTask<>(() -> {
            hasStarted.countDown();
            return readNation(fixture, new CollectedRows(1));
        });
        Thread reader = new Thread(read, "stalled-reader");
        reader.start();
        assertThat(hasStarted.await(10, SECONDS)).isTrue();
        reader.interrupt();
        assertThatThrownBy(() -> read.get(10, SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    private static SourceFixture fixture(String kind, Map<String, String> more)
    {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("fault.kind", kind);
        settings.put("page.rows", "10");
        return SourceFixture.of(settings);
    }

    private static RecordingContext readNation(SourceFixture fixture, CollectedRows rows)
            throws InterruptedException
    {
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(NATION, List.of(ColumnPath.of("name")), List.of()));
        SourceSplit split = fixture.splits(plan, new SplitRequest(List.of(), Optional.empty())).getFirst();
        RecordingContext context = new RecordingContext(plan.schema());
        try (RowReader reader = fixture.source().read(context, split.split(), Optional.empty())) {
            boolean isMore = true;
            while (isMore) {
                isMore = reader.readPage(rows);
            }
        }
        return context;
    }
}
