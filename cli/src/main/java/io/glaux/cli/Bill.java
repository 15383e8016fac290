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
package io.glaux.cli;

import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.StatementType;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

import static java.lang.Math.ceilDiv;
import static java.lang.Math.max;
import static java.lang.Math.multiplyExact;

/**
 * What a query costs by Athena's price: 5 dollars per terabyte scanned, rounded up to the next megabyte, 10 megabytes
 * at least. Statements about the catalog, plans and failed queries are free; a cancelled query pays what it had
 * scanned.
 *
 * @param scannedBytes bytes of data and delete files that were read
 * @param billedBytes what of it is paid for
 */
public record Bill(long scannedBytes, long billedBytes)
{
    private static final long MEGABYTE = 1_000_000;
    private static final long MINIMUM = 10 * MEGABYTE;
    private static final Set<String> READING_DDL = Set.of("CREATE_TABLE_AS_SELECT", "OPTIMIZE");
    private static final BigDecimal DOLLARS_PER_BYTE = new BigDecimal("5e-12");

    public static Bill of(QueryExecution query)
    {
        Long scanned = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
        long bytes = scanned == null ? 0 : scanned;
        return of(bytes, isFree(query, bytes));
    }

    private static boolean isFree(QueryExecution query, long bytes)
    {
        String kind = String.valueOf(query.substatementType()).toUpperCase(Locale.ROOT);
        boolean reads = query.statementType() == StatementType.DML || READING_DDL.contains(kind);
        boolean pays = switch (query.status().state()) {
            case SUCCEEDED -> !kind.equals("EXPLAIN") || bytes > 0;
            case CANCELLED -> bytes > 0;
            default -> false;
        };
        return !reads || !pays;
    }

    static Bill of(long scannedBytes, boolean free)
    {
        return new Bill(scannedBytes, free ? 0
                : max(MINIMUM, multiplyExact(ceilDiv(scannedBytes, MEGABYTE), MEGABYTE)));
    }

    public BigDecimal dollars()
    {
        return DOLLARS_PER_BYTE.multiply(BigDecimal.valueOf(billedBytes));
    }
}
