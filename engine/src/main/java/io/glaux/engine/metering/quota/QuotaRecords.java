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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The quotas that are set, and what was used of them before.
 */
public interface QuotaRecords
{
    List<Quota> list();

    /**
     * Sets a quota, in place of one with the same scope, measure and period.
     */
    void set(Quota quota);

    /**
     * @return false when there is none with this scope, measure and period
     */
    boolean remove(Quota quota);

    /**
     * What the queries of a workgroup, or of all, used at a time or later. Bytes and costs are of the time when the
     * query ended, and queries that are not over are not among them; nor are those that took the result of another.
     */
    List<PastUse> uses(Optional<String> workgroup, QuotaMeasure measure, Instant since);

    /**
     * When it was told last that so much of a quota is used as it warns at; empty when it was not since it was set.
     */
    Optional<Instant> warned(Quota quota);

    void warned(Quota quota, Instant time);

    /**
     * The last time of which anything is known. The clock may have been put back since.
     */
    Instant lastTime();

    /**
     * @param tags as the query started; empty when an earlier version recorded it
     */
    record PastUse(
            String workgroup,
            String user,
            Optional<Map<String, String>> tags,
            Instant time,
            long amount)
    {
        public PastUse
        {
            requireNonNull(workgroup, "workgroup is null");
            requireNonNull(user, "user is null");
            requireNonNull(tags, "tags is null");
            requireNonNull(time, "time is null");
        }
    }
}
