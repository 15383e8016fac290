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

import io.glaux.engine.metering.quota.QuotaAccount;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import static java.util.Objects.requireNonNull;

/**
 * What one query has used and reserved of one quota. Guarded by the lock of {@link Budgets}.
 */
final class QuotaShare
{
    private final QuotaAccount account;
    private final long before;
    private final Deque<Part> parts = new ArrayDeque<>();
    private long used;
    private long reserved;

    /**
     * @param before what the query had used when the quota was set, which does not count
     */
    QuotaShare(QuotaAccount account, long before)
    {
        this.account = requireNonNull(account, "account is null");
        this.before = before;
    }

    QuotaAccount account()
    {
        return account;
    }

    /**
     * How much more would be used and reserved.
     */
    long more(long usedAndReserved)
    {
        return usedAndReserved - before - used - reserved;
    }

    /**
     * How much more would be used if nothing else were under way.
     */
    long moreThanUsed(long use)
    {
        return use - before - used;
    }

    /**
     * @param all what the query has used, also before the quota was set
     */
    void become(Instant now, long all, long reserved)
    {
        long used = Math.max(0, all - before);
        if (used > this.used) {
            book(account.use(now, used - this.used), used - this.used);
        }
        else {
            refund(this.used - used);
        }
        account.reserve(reserved - this.reserved);
        this.used = used;
        this.reserved = reserved;
    }

    private void book(QuotaAccount.Use use, long amount)
    {
        Part latest = parts.peekLast();
        if (latest != null && latest.use == use) {
            parts.removeLast();
            parts.addLast(new Part(use, latest.amount + amount));
        }
        else {
            parts.addLast(new Part(use, amount));
        }
    }

    /**
     * From what this query used itself, the latest first: what others used is not its own to give back.
     */
    private void refund(long amount)
    {
        long rest = amount;
        while (rest > 0 && !parts.isEmpty()) {
            Part latest = parts.removeLast();
            long taken = Math.min(rest, latest.amount);
            account.refund(latest.use, taken);
            rest -= taken;
            if (taken < latest.amount) {
                parts.addLast(new Part(latest.use, latest.amount - taken));
            }
        }
    }

    private record Part(QuotaAccount.Use use, long amount) {}
}
