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

import java.time.Clock;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * All that is known of workgroups: what they are, who may do what with them, and their tags.
 *
 * @param managedResults the S3 folder under which workgroups with managed results have theirs; empty when the instance
 *         has no place for results of its own
 */
public record WorkgroupDirectory(
        Workgroups workgroups,
        WorkgroupGrants grants,
        WorkgroupAccess access,
        ResourceTags tags,
        Optional<String> managedResults)
{
    public WorkgroupDirectory
    {
        requireNonNull(workgroups, "workgroups is null");
        requireNonNull(grants, "grants is null");
        requireNonNull(access, "access is null");
        requireNonNull(tags, "tags is null");
        requireNonNull(managedResults, "managedResults is null");
    }

    /**
     * @param server the user that the server is to itself
     * @param region the AWS region that this instance answers for
     */
    public static WorkgroupDirectory over(
            Store store,
            Clock clock,
            String server,
            String region,
            Optional<String> managedResults)
    {
        Workgroups workgroups = new Workgroups(store, clock);
        WorkgroupGrants grants = new WorkgroupGrants(store);
        return new WorkgroupDirectory(
                workgroups,
                grants,
                new WorkgroupAccess(workgroups, grants, server, region),
                new ResourceTags(store),
                managedResults);
    }

    /**
     * @throws GlauxException with NOT_FOUND if there is no workgroup of this name
     */
    public void requireWorkgroup(String name)
    {
        if (workgroups.find(name).isEmpty()) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "There is no workgroup %s".formatted(name));
        }
    }
}
