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

import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of the lake's catalogs. Users see one; Trino's Hive connector redirects Iceberg tables to the other.
 */
public final class LakeCatalogs
{
    public static final String LAKE = "awsdatacatalog";
    public static final String HIDDEN_ICEBERG = "awsdatacatalog_iceberg";

    private LakeCatalogs() {}

    static String asUsersSee(String catalog)
    {
        return catalog.equals(HIDDEN_ICEBERG) ? LAKE : catalog;
    }

    /**
     * What the hidden catalog has read is read from the lake, for whoever pays for it.
     */
    static ScanReport asUsersSee(ScanReport report)
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>();
        report.counts().forEach((key, count) -> counts.merge(asUsersSee(key), count, ScanCount::plus));
        return new ScanReport(counts, report.complete());
    }

    public static ScanKey asUsersSee(ScanKey key)
    {
        return key.source().equals(HIDDEN_ICEBERG) ? new ScanKey(LAKE, key.table(), key.kind()) : key;
    }
}
