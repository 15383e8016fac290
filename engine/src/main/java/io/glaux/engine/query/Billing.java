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
package io.glaux.engine.query;

import io.glaux.engine.metering.Bill;
import io.glaux.engine.metering.PriceBook;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;

/**
 * Which queries pay, by Athena's rules: DDL and failed queries are free, a cancelled query pays for what it had read,
 * EXPLAIN is free and EXPLAIN ANALYZE, which reads, is not. A dry run, which Athena has not, is free.
 */
final class Billing
{
    private static final String CREATE_TABLE_AS = "CREATE_TABLE_AS_SELECT";
    private static final String OPTIMIZE = "OPTIMIZE";
    private static final String EXPLAIN = "EXPLAIN";
    private static final String DRY_RUN = "DRY_RUN";

    private static final String SYSTEM = "system";

    private Billing() {}

    static Bill bill(StatementKind kind, QueryState outcome, ScanReport scan, PriceBook price)
    {
        ScanReport charged = withoutSystem(scan);
        boolean readsOnlySystem = charged.counts().isEmpty() && !scan.counts().isEmpty();
        boolean nothing = charged.scannedBytes() == 0 && charged.units().isEmpty();
        boolean free = readsOnlySystem || switch (outcome) {
            case SUCCEEDED -> !reads(kind) || (kind.substatement().equals(EXPLAIN) && nothing);
            case CANCELLED -> !reads(kind) || nothing;
            default -> true;
        };
        return free ? Bill.FREE : price.bill(charged);
    }

    /**
     * What the server tells about itself, the bill first of all, is free.
     */
    private static ScanReport withoutSystem(ScanReport scan)
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>(scan.counts());
        counts.keySet().removeIf(key -> key.source().equals(SYSTEM));
        return new ScanReport(counts);
    }

    /**
     * Athena calls CREATE TABLE AS and OPTIMIZE DDL, and bills what they scan.
     */
    private static boolean reads(StatementKind kind)
    {
        return switch (kind.type()) {
            case DML -> !kind.substatement().equals(DRY_RUN);
            case DDL -> kind.substatement().equals(CREATE_TABLE_AS) || kind.substatement().equals(OPTIMIZE);
            case UTILITY -> false;
        };
    }
}
