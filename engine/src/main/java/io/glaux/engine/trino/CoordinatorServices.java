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

import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.QueryJournal;

import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * What Trino's coordinator asks of the rest of the engine.
 *
 * @param budgets what each query may read
 * @param prices by workgroup
 * @param account the account of every user
 * @param usage what the tables {@code system.usage} show
 */
public record CoordinatorServices(
        QueryJournal journal,
        QueryWorkgroups workgroups,
        Budgets budgets,
        Function<String, PriceBook> prices,
        String account,
        UsageSource usage,
        QueryMetrics metrics)
{
    public CoordinatorServices
    {
        requireNonNull(journal, "journal is null");
        requireNonNull(workgroups, "workgroups is null");
        requireNonNull(budgets, "budgets is null");
        requireNonNull(prices, "prices is null");
        requireNonNull(account, "account is null");
        requireNonNull(usage, "usage is null");
        requireNonNull(metrics, "metrics is null");
    }
}
