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
package io.glaux.engine.metering;

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaSubject;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestQuotaAccounts
{
    private static final QuotaSubject ALICE = new QuotaSubject("w", "alice", Map.of());

    /**
     * Quotas that are not known are not taken for none.
     */
    @Test
    void testTheStoreDoesNotAnswer()
    {
        InMemoryQuotaRecords records = new InMemoryQuotaRecords();
        records.set(new Quota(
                new QuotaScope(Optional.of("w"), Optional.empty(), Optional.empty()),
                QuotaMeasure.BYTES,
                QuotaPeriod.of("day", false, "UTC"),
                100,
                QuotaAction.BLOCK));
        records.failOnce();
        QuotaAccounts accounts = new QuotaAccounts(records, Clock.systemUTC(), (_, _) -> Map.of());
        assertThatThrownBy(() -> accounts.of(ALICE)).hasMessage("The store does not answer");
        assertThat(accounts.of(ALICE)).hasSize(1);
    }

    @Test
    void testQueriesThatRunCount()
    {
        Budgets budgets = TestingBudgets.withoutQuotas();
        TestingBudgets.open(budgets, "a", OptionalLong.empty());
        budgets.setQuota(new Quota(
                new QuotaScope(Optional.of("primary"), Optional.empty(), Optional.empty()),
                QuotaMeasure.QUERIES,
                QuotaPeriod.of("day", false, "UTC"),
                2,
                QuotaAction.BLOCK));
        assertThat(budgets.quotas().getFirst().used()).isEqualTo(1);
        TestingBudgets.open(budgets, "b", OptionalLong.empty());
        assertThat(budgets.admission("primary", "alice").kind()).isEqualTo(Admission.Kind.REFUSED);
    }

    @Test
    void testAnEmptyNameIsNotEverybody()
    {
        assertThatThrownBy(() -> new QuotaScope(Optional.of("w"), Optional.of(""), Optional.empty()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("The workgroup, user or tag of a quota has an empty name: give it a name, or leave it out");
    }
}
