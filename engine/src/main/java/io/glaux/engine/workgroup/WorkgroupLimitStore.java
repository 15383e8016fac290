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
package io.glaux.engine.workgroup;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * The limits of workgroups in the store.
 */
public final class WorkgroupLimitStore
{
    private final Store store;

    public WorkgroupLimitStore(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * The limits of the workgroups that have any.
     */
    public Map<String, WorkgroupLimits> all()
    {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT * FROM workgroup_limits")
                .map((row, _) -> Map.entry(row.getString("workgroup"), read(row)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public WorkgroupLimits of(String workgroup)
    {
        return store.jdbi().withHandle(handle -> of(handle, workgroup));
    }

    /**
     * Changes the limits of a workgroup in one step.
     *
     * @param change from the limits that it has to those that it gets; may be called more than once
     * @throws GlauxException with NOT_FOUND if there is no such workgroup
     */
    public void update(String workgroup, UnaryOperator<WorkgroupLimits> change)
    {
        store.inTransaction(transaction -> {
            boolean known = transaction.createQuery("SELECT COUNT(*) FROM workgroups WHERE name = :workgroup")
                    .bind("workgroup", workgroup)
                    .mapTo(Integer.class)
                    .one() > 0;
            if (!known) {
                throw new GlauxException(ErrorCode.NOT_FOUND, "There is no workgroup %s".formatted(workgroup));
            }
            WorkgroupLimits limits = change.apply(of(transaction, workgroup));
            transaction.createUpdate("DELETE FROM workgroup_limits WHERE workgroup = :workgroup")
                    .bind("workgroup", workgroup)
                    .execute();
            if (limits.equals(WorkgroupLimits.NONE)) {
                return null;
            }
            insert(transaction, workgroup, limits);
            return null;
        });
    }

    private static void insert(Handle transaction, String workgroup, WorkgroupLimits limits)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO workgroup_limits
                        (workgroup, max_running, max_queued, max_run_seconds, max_result_bytes, memory_percent, weight)
                        VALUES (:workgroup, :running, :queued, :seconds, :bytes, :percent, :weight)
                        """)
                .bind("workgroup", workgroup)
                .bind("running", boxed(limits.maxRunning()))
                .bind("queued", boxed(limits.maxQueued()))
                .bind("seconds", limits.maxRunTime().map(Duration::toSeconds).orElse(null))
                .bind("bytes", limits.maxResultBytes().isPresent() ? (Long) limits.maxResultBytes().getAsLong() : null)
                .bind("percent", boxed(limits.memoryPercent()))
                .bind("weight", limits.weight())
                .execute();
    }

    private static WorkgroupLimits of(Handle handle, String workgroup)
    {
        return handle.createQuery("SELECT * FROM workgroup_limits WHERE workgroup = :workgroup")
                .bind("workgroup", workgroup)
                .map((row, _) -> read(row))
                .findOne()
                .orElse(WorkgroupLimits.NONE);
    }

    private static Integer boxed(OptionalInt number)
    {
        return number.isPresent() ? (Integer) number.getAsInt() : null;
    }

    private static WorkgroupLimits read(ResultSet row)
            throws SQLException
    {
        return new WorkgroupLimits(
                optionalInt(row, "max_running"),
                optionalInt(row, "max_queued"),
                optionalLong(row, "max_run_seconds").stream().mapToObj(Duration::ofSeconds).findFirst(),
                optionalLong(row, "max_result_bytes"),
                optionalInt(row, "memory_percent"),
                row.getInt("weight"));
    }

    private static OptionalInt optionalInt(ResultSet row, String column)
            throws SQLException
    {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalLong optionalLong(ResultSet row, String column)
            throws SQLException
    {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
