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

import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * How much memory the queries of workgroups may hold.
 */
public final class MemoryShare
{
    private final WorkgroupLimitStore limits;
    private final long memoryBytes;

    /**
     * @param memoryBytes what the engine has in this process
     */
    public MemoryShare(WorkgroupLimitStore limits, long memoryBytes)
    {
        this.limits = requireNonNull(limits, "limits is null");
        this.memoryBytes = memoryBytes;
    }

    /**
     * The most bytes that one query of a workgroup may hold on all nodes together; empty when its workgroup sets no
     * limit.
     */
    public OptionalLong bytes(String workgroup)
    {
        return limits.of(workgroup).memoryPercent().stream()
                .mapToLong(percent -> memoryBytes / 100 * percent)
                .findFirst();
    }
}
