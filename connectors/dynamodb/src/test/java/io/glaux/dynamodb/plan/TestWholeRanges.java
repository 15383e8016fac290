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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Operator;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.source.SourceTableName;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranges of a hash key with whole numbers are the keys in them.
 */
class TestWholeRanges
{
    private static final AttributePath ID = AttributePath.of("id");
    private static final Condition OTHER = new Condition.Exists(AttributePath.of("other"));

    @Test
    void testARangeIsItsValues()
    {
        assertThat(listed(between("7", "9"))).isEqualTo(in(7, 8, 9));
        assertThat(listed(Condition.all(List.of(compare(Operator.GREATER, "6.5"), compare(Operator.LESS, "9")))))
                .isEqualTo(in(7, 8));
        assertThat(listed(Condition.all(List.of(
                compare(Operator.GREATER, "-2"),
                OTHER,
                compare(Operator.LESS_OR_EQUAL, "0.9")))))
                .isEqualTo(Condition.all(List.of(OTHER, in(-1, 0))));
        assertThat(listed(Condition.any(List.of(between("7", "8"), in(11, 13)))))
                .isEqualTo(Condition.any(List.of(in(7, 8), in(11, 13))));
    }

    @Test
    void testARangeOfNoneOrOne()
    {
        assertThat(listed(between("9", "7"))).isEqualTo(Condition.Constant.NEVER);
        assertThat(listed(between("7.1", "7.9"))).isEqualTo(Condition.Constant.NEVER);
        assertThat(listed(between("6.9", "7.5"))).isEqualTo(compare(Operator.EQUAL, "7"));
    }

    @Test
    void testALongListKeepsItsRangeForFilters()
    {
        Condition range = between("1", "101");
        assertThat(listed(range).conjuncts()).hasSize(3).containsAll(range.conjuncts());
        KeyDomain domain = KeyDomain.of(listed(range), table(ColumnType.Whole.BIGINT).key());
        assertThat(domain.hashes().orElseThrow()).hasSize(101);
    }

    @Test
    void testOtherRangesStayRanges()
    {
        for (Condition condition : List.of(
                between("1", "1001"),
                between("1", "1E+100"),
                compare(Operator.GREATER, "7"),
                OTHER)) {
            assertThat(listed(condition)).isEqualTo(condition);
        }
        Condition range = between("7", "9");
        assertThat(WholeRanges.listed(range, table(new ColumnType.Decimal(38, 9)), 1000)).isEqualTo(range);
    }

    private static Condition listed(Condition condition)
    {
        return WholeRanges.listed(condition, table(ColumnType.Whole.BIGINT), 1000);
    }

    private static TableSchema table(ColumnType type)
    {
        return new TableSchema(
                new SourceTableName("default", "t"),
                "t",
                new KeySchema(new KeyAttribute("id", AttributeType.N), Optional.empty()),
                List.of(),
                List.of(new TableColumn("t", "id", List.of("id"), type, TableColumn.Mismatch.ERROR)),
                1_000_000,
                1L << 30,
                OptionalLong.empty(),
                List.of());
    }

    private static Condition between(String low, String high)
    {
        return Condition.all(List.of(
                compare(Operator.GREATER_OR_EQUAL, low),
                compare(Operator.LESS_OR_EQUAL, high)));
    }

    private static Condition compare(Operator operator, String value)
    {
        return new Compare(ID, operator, new Scalar.Numeric(new BigDecimal(value)));
    }

    private static Condition in(int... values)
    {
        return Condition.in(ID, Arrays.stream(values)
                .<Scalar>mapToObj(value -> new Scalar.Numeric(BigDecimal.valueOf(value)))
                .toList());
    }
}
