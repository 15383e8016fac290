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

import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.metering.ScanReport;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Budgets without a store.
 */
public final class TestingBudgets
{
    private TestingBudgets() {}

    public static Budgets withoutQuotas()
    {
        return withoutQuotas(ReadJournal.inMemory());
    }

    public static Budgets withoutQuotas(ReadJournal journal)
    {
        return new Budgets(
                new QuotaAccounts(new InMemoryQuotaRecords(), Clock.systemUTC(), (_, _) -> Map.of()),
                (id, reason) -> {
                    throw new AssertionError("%s: %s".formatted(id, reason));
                },
                (_, _) -> {},
                journal);
    }

    public static void open(Budgets budgets, String executionId, OptionalLong cutoff)
    {
        Admission admission = budgets.open(executionId, "primary", "alice", cutoff, ScanReport::scannedBytes);
        if (admission.kind() != Admission.Kind.ADMITTED) {
            throw new AssertionError(admission);
        }
    }
}
