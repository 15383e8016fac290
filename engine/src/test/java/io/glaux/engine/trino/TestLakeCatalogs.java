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
package io.glaux.engine.trino;

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestLakeCatalogs
{
    @Test
    void testUsersSeeOneLake()
    {
        ScanReport report = new ScanReport(Map.of(
                new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(10, 1),
                new ScanKey("awsdatacatalog_iceberg", "a.t", ReadKind.DATA), new ScanCount(5, 2),
                new ScanKey("awsdatacatalog_iceberg", "a.t", ReadKind.METADATA), new ScanCount(3, 1),
                new ScanKey("mysql", "a.t", ReadKind.DATA), new ScanCount(2, 1)));
        ScanReport seen = LakeCatalogs.asUsersSee(report);
        assertThat(seen.counts()).isEqualTo(Map.of(
                new ScanKey("awsdatacatalog", "a.t", ReadKind.DATA), new ScanCount(15, 3),
                new ScanKey("awsdatacatalog", "a.t", ReadKind.METADATA), new ScanCount(3, 1),
                new ScanKey("mysql", "a.t", ReadKind.DATA), new ScanCount(2, 1)));
        assertThat(seen.scannedBytes()).isEqualTo(report.scannedBytes());
    }
}
