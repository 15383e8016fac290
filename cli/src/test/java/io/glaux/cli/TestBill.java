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

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

import static org.assertj.core.api.Assertions.assertThat;

final class TestBill
{
    @Test
    void testRoundsUpToTheMegabyteFromTenOn()
    {
        assertThat(Bill.of(0, false).billedBytes()).isEqualTo(10_000_000);
        assertThat(Bill.of(1, false).billedBytes()).isEqualTo(10_000_000);
        assertThat(Bill.of(10_000_000, false).billedBytes()).isEqualTo(10_000_000);
        assertThat(Bill.of(10_000_001, false).billedBytes()).isEqualTo(11_000_000);
        assertThat(Bill.of(1_000_000_000_000L, false).dollars()).isEqualByComparingTo("5");
        assertThat(Amounts.dollars(Bill.of(1, false).dollars())).isEqualTo("$0.00005");
        assertThat(Amounts.dollars(Bill.of(1_000_000_000_000L, false).dollars())).isEqualTo("$5.00");
    }

    @Test
    void testWhatIsFree()
    {
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DML, "SELECT", 0)).isEqualTo(10_000_000);
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DML, "SELECT", 11_500_000))
                .isEqualTo(12_000_000);
        assertThat(billed(QueryExecutionState.FAILED, StatementType.DML, "SELECT", 11_500_000)).isZero();
        assertThat(billed(QueryExecutionState.CANCELLED, StatementType.DML, "SELECT", 11_500_000))
                .isEqualTo(12_000_000);
        assertThat(billed(QueryExecutionState.CANCELLED, StatementType.DML, "SELECT", 0)).isZero();
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DML, "EXPLAIN", 0)).isZero();
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DML, "EXPLAIN", 5)).isEqualTo(10_000_000);
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.UTILITY, "SHOW_TABLES", 0)).isZero();
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DDL, "CREATE_DATABASE", 0)).isZero();
        assertThat(billed(QueryExecutionState.SUCCEEDED, StatementType.DDL, "CREATE_TABLE_AS_SELECT", 11_500_000))
                .isEqualTo(12_000_000);
    }

    @Test
    void testAmounts()
    {
        assertThat(Amounts.bytes(0)).isEqualTo("0 B");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Amounts.bytes(999_999_999)).isEqualTo("1.0 GB");
        assertThat(Amounts.bytes(123_456_789_012L)).isEqualTo("123 GB");
        assertThat(Amounts.count(336_776)).isEqualTo("336,776");
        assertThat(Amounts.seconds(1234)).isEqualTo("1.23 s");
    }

    private static long billed(QueryExecutionState state, StatementType type, String substatement, long bytes)
    {
        return Bill.of(QueryExecution.builder()
                        .status(status -> status.state(state))
                        .statementType(type)
                        .substatementType(substatement)
                        .statistics(statistics -> statistics.dataScannedInBytes(bytes))
                        .build())
                .billedBytes();
    }
}
