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

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import static java.util.Objects.requireNonNull;

/**
 * The accounts of all quotas. Not thread-safe: whoever grants reads holds a lock over them.
 */
public final class QuotaAccounts
{
    private final QuotaRecords records;
    private final Clock clock;
    private final BiFunction<String, String, Map<String, String>> tags;
    private final List<QuotaAccount> accounts = new ArrayList<>();
    private Optional<Instant> latest = Optional.empty();
    private long version;

    /**
     * @param tags by workgroup and user
     */
    public QuotaAccounts(QuotaRecords records, Clock clock, BiFunction<String, String, Map<String, String>> tags)
    {
        this.records = requireNonNull(records, "records is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.tags = requireNonNull(tags, "tags is null");
    }

    /**
     * As late as possible: what an earlier process left open is in the records only once it is settled.
     */
    private void loadOnce()
    {
        if (latest.isEmpty()) {
            latest = Optional.of(records.lastTime());
            try {
                records.list().forEach(quota -> accounts.add(load(quota)));
            }
            catch (RuntimeException e) {
                // a part of the quotas must not stand for all
                accounts.clear();
                latest = Optional.empty();
                throw e;
            }
        }
    }

    /**
     * Where {@link #set} and {@link #remove} are to be recorded, before they are called.
     */
    public QuotaRecords records()
    {
        return records;
    }

    /**
     * Changes with each quota that is set or removed.
     */
    public long version()
    {
        return version;
    }

    /**
     * The time, which never goes back: a clock that is put back must not bring use into the future, and out of what
     * counts.
     */
    public Instant now()
    {
        loadOnce();
        Instant now = clock.instant();
        latest = latest.filter(time -> !now.isAfter(time)).or(() -> Optional.of(now));
        return latest.orElseThrow();
    }

    public QuotaSubject subject(String workgroup, String user)
    {
        return new QuotaSubject(workgroup, user, tags.apply(workgroup, user));
    }

    public List<QuotaAccount> of(QuotaSubject subject)
    {
        loadOnce();
        return accounts.stream()
                .filter(account -> account.quota().scope().covers(subject))
                .toList();
    }

    public List<QuotaAccount> all()
    {
        loadOnce();
        return List.copyOf(accounts);
    }

    /**
     * @return whether there was none with this scope, measure and period, so that queries under way are not on it yet
     */
    public boolean set(Quota quota)
    {
        loadOnce();
        version++;
        for (QuotaAccount account : accounts) {
            if (account.quota().isSameAs(quota)) {
                account.change(quota);
                return false;
            }
        }
        accounts.add(load(quota));
        return true;
    }

    /**
     * @return whether there was one
     */
    public boolean remove(Quota quota)
    {
        loadOnce();
        version++;
        return accounts.removeIf(account -> account.quota().isSameAs(quota));
    }

    private QuotaAccount load(Quota quota)
    {
        QuotaAccount account = new QuotaAccount(quota);
        account.warned(records.warned(quota));
        Instant since = quota.period().start(now());
        records.uses(quota.scope().workgroup(), quota.measure(), since).stream()
                .filter(use -> quota.scope().covers(use.tags()
                        .map(known -> new QuotaSubject(use.workgroup(), use.user(), known))
                        .orElseGet(() -> subject(use.workgroup(), use.user()))))
                .forEach(use -> account.use(use.time(), use.amount()));
        return account;
    }
}
