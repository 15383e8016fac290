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

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What limits the queries of a workgroup beside its cutoff and its quotas. What is empty is not limited.
 *
 * @param maxRunning queries that run at once
 * @param maxQueued queries that wait at once
 * @param maxRunTime how long a query runs, from when it has its place
 * @param maxResultBytes size of a query's result file
 * @param memoryPercent the most memory that one query holds, in percent of the engine's memory
 * @param weight its share of the places when workgroups compete for them, against the weights of the others
 */
public record WorkgroupLimits(
        OptionalInt maxRunning,
        OptionalInt maxQueued,
        Optional<Duration> maxRunTime,
        OptionalLong maxResultBytes,
        OptionalInt memoryPercent,
        int weight)
{
    public static final int LARGEST_WEIGHT = 1000;

    public static final WorkgroupLimits NONE = new WorkgroupLimits(
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            1);

    /**
     * @throws GlauxException with INVALID_INPUT for a limit that makes no sense
     */
    public WorkgroupLimits
    {
        requireNonNull(maxRunTime, "maxRunTime is null");
        require(maxRunning.orElse(1) >= 1, "at least one query must be able to run: disable the workgroup to run none");
        require(maxQueued.orElse(0) >= 0, "the number of queries that wait is not negative");
        require(maxRunTime.orElse(Duration.ofSeconds(1)).compareTo(Duration.ofSeconds(1)) >= 0,
                "the run time is at least one second");
        require(maxResultBytes.orElse(1) >= 1, "the size of results is at least one byte");
        require(memoryPercent.orElse(1) >= 1 && memoryPercent.orElse(1) <= 100,
                "the memory share is between 1 and 100 percent");
        require(weight >= 1 && weight <= LARGEST_WEIGHT,
                "the weight is between 1 and %s".formatted(LARGEST_WEIGHT));
    }

    private static void require(boolean valid, String rule)
    {
        if (!valid) {
            throw new GlauxException(ErrorCode.INVALID_INPUT, "Limits of a workgroup: " + rule);
        }
    }
}
