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
import io.glaux.engine.trino.QueryWorkgroups;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.WorkgroupDirectory;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The workgroups of the directory, for Trino's door.
 */
final class DirectoryWorkgroups
        implements QueryWorkgroups
{
    private final WorkgroupDirectory directory;
    private final String account;

    DirectoryWorkgroups(WorkgroupDirectory directory, String account)
    {
        this.directory = requireNonNull(directory, "directory is null");
        this.account = requireNonNull(account, "account is null");
    }

    @Override
    public String resolve(String user, Optional<String> requested)
    {
        return directory.access().resolve(new Principal(user, account), requested).name();
    }

    @Override
    public boolean requesterPays(String workgroup)
    {
        return directory.workgroups().find(workgroup).map(Workgroup::requesterPays).orElse(false);
    }
}
