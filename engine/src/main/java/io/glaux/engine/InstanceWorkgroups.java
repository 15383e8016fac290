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
package io.glaux.engine;

import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.QueryLimits;
import io.glaux.engine.trino.QueryWorkgroups;
import io.glaux.engine.workgroup.MemoryShare;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupLimitStore;
import io.glaux.engine.workgroup.WorkgroupLimits;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What the workgroups of the store mean for queries: which one a query is in, and what limits it there.
 */
final class InstanceWorkgroups
        implements QueryWorkgroups, QueryLimits
{
    private final WorkgroupDirectory directory;
    private final WorkgroupLimitStore limits;
    private final MemoryShare memory;
    private final String account;

    InstanceWorkgroups(WorkgroupDirectory directory, WorkgroupLimitStore limits, String account)
    {
        this.directory = requireNonNull(directory, "directory is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.memory = new MemoryShare(limits, Runtime.getRuntime().maxMemory());
        this.account = requireNonNull(account, "account is null");
    }

    WorkgroupLimitStore limits()
    {
        return limits;
    }

    @Override
    public String resolve(String user, Optional<String> requested)
    {
        return directory.access().resolve(new Principal(user, account), requested).name();
    }

    @Override
    public OptionalLong memoryBytes(String workgroup)
    {
        return memory.bytes(workgroup);
    }

    @Override
    public boolean requesterPays(String workgroup)
    {
        return directory.workgroups().find(workgroup).map(Workgroup::requesterPays).orElse(false);
    }

    /**
     * Whether metrics name a workgroup's queries. Those of a workgroup that is gone stay.
     */
    boolean publishesMetrics(String workgroup)
    {
        return directory.workgroups().find(workgroup).map(Workgroup::publishesMetrics).orElse(true);
    }

    @Override
    public OptionalLong bytesScanned(String workgroup)
    {
        return directory.workgroups().find(workgroup)
                .map(Workgroup::bytesScannedCutoff)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Map<String, WorkgroupLimits> byWorkgroup()
    {
        return limits.all();
    }
}
