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
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Map;

import static io.glaux.engine.query.QueryState.CANCELLED;
import static io.glaux.engine.query.QueryState.FAILED;
import static io.glaux.engine.query.QueryState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

final class TestBilling
{
    private static final StatementKind SELECT = kind(StatementKind.Type.DML, "SELECT");
    private static final StatementKind EXPLAIN = kind(StatementKind.Type.DML, "EXPLAIN");
    private static final StatementKind CREATE = kind(StatementKind.Type.DDL, "CREATE_TABLE");
    private static final StatementKind CTAS = kind(StatementKind.Type.DDL, "CREATE_TABLE_AS_SELECT");
    private static final StatementKind SHOW = kind(StatementKind.Type.UTILITY, "SHOW_TABLES");

    @Test
    void testRoundedUpToTheMegabyteWithAMinimum()
    {
        assertThat(billed(SELECT, SUCCEEDED, 0)).isEqualTo(10_000_000);
        assertThat(billed(SELECT, SUCCEEDED, 1)).isEqualTo(10_000_000);
        assertThat(billed(SELECT, SUCCEEDED, 10_000_000)).isEqualTo(10_000_000);
        assertThat(billed(SELECT, SUCCEEDED, 10_000_001)).isEqualTo(11_000_000);
        assertThat(billed(SELECT, SUCCEEDED, 1_234_567_890_123L)).isEqualTo(1_234_568_000_000L);
    }

    @Test
    void testPrice()
    {
        assertThat(PriceBook.DEFAULT.microUsd(Bill.FREE)).isZero();
        assertThat(PriceBook.DEFAULT.microUsd(bytes(10_000_000))).isEqualTo(50);
        assertThat(PriceBook.DEFAULT.microUsd(bytes(1_000_000_000_000L))).as("a terabyte").isEqualTo(5_000_000);
    }

    @Test
    void testWhatIsFree()
    {
        assertThat(billed(SELECT, FAILED, 50_000_000)).isZero();
        assertThat(billed(CREATE, SUCCEEDED, 50_000_000)).isZero();
        assertThat(billed(SHOW, SUCCEEDED, 0)).isZero();
        assertThat(billed(EXPLAIN, SUCCEEDED, 0)).isZero();
        assertThat(billed(SELECT, CANCELLED, 0)).isZero();
    }

    @Test
    void testWhatIsNot()
    {
        assertThat(billed(SELECT, CANCELLED, 50_000_001)).isEqualTo(51_000_000);
        assertThat(billed(EXPLAIN, SUCCEEDED, 50_000_001)).as("EXPLAIN ANALYZE").isEqualTo(51_000_000);
        assertThat(billed(CTAS, SUCCEEDED, 50_000_001)).isEqualTo(51_000_000);
    }

    @Test
    void testPriceBook()
    {
        PriceBook book = new PriceBook(
                new BigDecimal("6.25"), 0, 1, Map.of("read-unit", new BigDecimal("0.125")));
        assertThat(book.billedBytes(0)).isZero();
        assertThat(book.billedBytes(12_345_678)).isEqualTo(12_345_678);
        assertThat(book.microUsd(bytes(1_000_000_000_000L))).isEqualTo(6_250_000);
        assertThat(book.microUsd(bytes(1_000_000))).as("a fraction counts as one").isEqualTo(7);
        assertThat(book.microUsd(new Bill(0, Units.of("read-unit", 80).plus(Units.of("another", 7))))).isEqualTo(10);
        assertThat(Billing.bill(SELECT, SUCCEEDED, scan("s3", 7), book).bytes()).isEqualTo(7);
    }

    @Test
    void testReadingTheBillIsFree()
    {
        assertThat(Billing.bill(SELECT, SUCCEEDED, scan("system", 0), PriceBook.DEFAULT).bytes()).isZero();
        assertThat(Billing.bill(
                SELECT, SUCCEEDED, scan("system", 0).plus(scan("awsdatacatalog", 1)), PriceBook.DEFAULT).bytes())
                .isEqualTo(10_000_000);
        assertThat(Billing.bill(SELECT, SUCCEEDED, ScanReport.EMPTY, PriceBook.DEFAULT).bytes())
                .isEqualTo(10_000_000);
    }

    @Test
    void testASourceWithAPriceOfAUnitIsChargedByUnitOnly()
    {
        PriceBook book = new PriceBook(
                new BigDecimal(5), 10_000_000, 1_000_000, Map.of("read-unit", new BigDecimal("0.25")));
        ScanReport federated = units("dynamo", 50_000_000, "read-unit", "2.5").plus(units("dynamo", 7, "other", "9"));
        assertThat(Billing.bill(SELECT, SUCCEEDED, federated, book))
                .as("no bytes, and no minimum")
                .isEqualTo(new Bill(0, Units.of("read-unit", new BigDecimal("2.5"))));
        assertThat(book.microUsd(Billing.bill(SELECT, SUCCEEDED, federated, book)))
                .as("0.625, and a fraction counts as one")
                .isEqualTo(1);
        assertThat(Billing.bill(SELECT, SUCCEEDED, federated.plus(scan("awsdatacatalog", 1)), book))
                .isEqualTo(new Bill(10_000_000, Units.of("read-unit", new BigDecimal("2.5"))));
        assertThat(Billing.bill(SELECT, SUCCEEDED, federated.plus(scan("system", 0)), book).bytes()).isZero();
        assertThat(Billing.bill(SELECT, SUCCEEDED, federated, PriceBook.DEFAULT))
                .as("its units have no price here")
                .isEqualTo(new Bill(51_000_000, Units.NONE));
        assertThat(Billing.bill(SELECT, FAILED, federated, book)).isEqualTo(Bill.FREE);
        assertThat(Billing.bill(SELECT, CANCELLED, units("dynamo", 0, "read-unit", "1"), book).units())
                .isEqualTo(Units.of("read-unit", 1));
    }

    private static ScanReport units(String source, long bytes, String unit, String amount)
    {
        ScanCount count = new ScanCount(bytes, 1, Units.of(unit, new BigDecimal(amount)));
        return new ScanReport(Map.of(new ScanKey(source, unit, ReadKind.DATA), count));
    }

    private static Bill bytes(long bytes)
    {
        return new Bill(bytes, Units.NONE);
    }

    private static ScanReport scan(String source, long bytes)
    {
        return new ScanReport(Map.of(new ScanKey(source, "t", ReadKind.DATA), new ScanCount(bytes, 1)));
    }

    private static long billed(StatementKind kind, QueryState outcome, long scanned)
    {
        return Billing.bill(kind, outcome, scan("awsdatacatalog", scanned), PriceBook.DEFAULT).bytes();
    }

    private static StatementKind kind(StatementKind.Type type, String substatement)
    {
        return new StatementKind(type, substatement, StatementKind.Output.TEXT);
    }
}
