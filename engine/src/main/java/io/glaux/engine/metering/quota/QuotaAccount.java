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
package io.glaux.engine.metering.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What is used of a quota, and what is reserved: the two together never exceed the limit, unless what was reserved
 * turned out too little. Not thread-safe.
 */
public final class QuotaAccount
{
    private final Deque<Use> uses = new ArrayDeque<>();
    private Quota quota;
    private long used;
    private long reserved;
    private Optional<Instant> warned = Optional.empty();

    QuotaAccount(Quota quota)
    {
        this.quota = requireNonNull(quota, "quota is null");
    }

    public Quota quota()
    {
        return quota;
    }

    void change(Quota changed)
    {
        quota = requireNonNull(changed, "changed is null");
        warned = Optional.empty();
    }

    void warned(Optional<Instant> last)
    {
        warned = requireNonNull(last, "last is null");
    }

    /**
     * Whether it is time to tell of it; this counts as told, until the period is over.
     */
    public boolean warns(Instant now)
    {
        boolean told = warned.filter(last -> !last.isBefore(quota.period().start(now))).isPresent();
        if (told || !quota.warnsAt(used(now))) {
            return false;
        }
        warned = Optional.of(now);
        return true;
    }

    /**
     * What may still be used when all that is reserved comes back.
     */
    public long left(Instant now)
    {
        return quota.limit() - used(now);
    }

    public long used(Instant now)
    {
        Instant start = quota.period().start(now);
        while (!uses.isEmpty() && uses.getFirst().last.isBefore(start)) {
            Use past = uses.removeFirst();
            past.counts = false;
            used -= past.amount;
        }
        return used;
    }

    public long reserved()
    {
        return reserved;
    }

    /**
     * @param amount negative for what comes back
     */
    public void reserve(long amount)
    {
        reserved += amount;
    }

    /**
     * Takes back a part of a use that turned out free. Of one that does not count any more nothing comes back: it must
     * not make room in a later period.
     */
    public void refund(Use use, long amount)
    {
        if (use.counts) {
            use.amount -= amount;
            used -= amount;
        }
    }

    /**
     * @return for a refund
     */
    public Use use(Instant now, long amount)
    {
        used += amount;
        Duration step = quota.period().granularity();
        Use latest = uses.peekLast();
        // not later than the start of the period, else use from before it would count in it
        if (latest != null
                && latest.first.plus(step).isAfter(now)
                && !latest.first.isBefore(quota.period().start(now))) {
            latest.last = now;
            latest.amount += amount;
            return latest;
        }
        Use use = new Use(now, amount);
        uses.addLast(use);
        return use;
    }

    /**
     * What was used in about the same moment.
     */
    public static final class Use
    {
        private final Instant first;
        private Instant last;
        private long amount;
        private boolean counts = true;

        private Use(Instant time, long amount)
        {
            this.first = time;
            this.last = time;
            this.amount = amount;
        }
    }
}
