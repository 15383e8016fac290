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
import io.glaux.engine.identity.Principal;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Decides which workgroup a request means, and whether its user may do with it what they ask for. Every door asks here.
 */
public final class WorkgroupAccess
{
    private final Workgroups workgroups;
    private final WorkgroupGrants grants;
    private final String server;
    private final String region;

    /**
     * @param server the user that the server is to itself; it may do everything
     * @param region the AWS region that this instance answers for
     */
    public WorkgroupAccess(Workgroups workgroups, WorkgroupGrants grants, String server, String region)
    {
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
        this.grants = requireNonNull(grants, "grants is null");
        this.server = requireNonNull(server, "server is null");
        this.region = requireNonNull(region, "region is null");
    }

    /**
     * The workgroup of a query: the one that it names, else the user's default, else {@code primary}.
     *
     * @throws GlauxException with INVALID_INPUT if there is no such workgroup or it is disabled, with ACCESS_DENIED if
     *         the user may not use it
     */
    public Workgroup resolve(Principal user, Optional<String> requested)
    {
        String name = nameFor(user, requested);
        Workgroup workgroup = workgroups.find(name).orElseThrow(() -> new GlauxException(
                ErrorCode.INVALID_INPUT,
                requested.isPresent() || name.equals(Workgroup.PRIMARY)
                        ? "WorkGroup %s is not found.".formatted(name)
                        : "WorkGroup %s is not found. It is the default of user %s: name another one".formatted(
                        name,
                        user.user())));
        require(user, name, Permission.USE, "athena:StartQueryExecution");
        if (!workgroup.enabled()) {
            throw new GlauxException(ErrorCode.INVALID_INPUT, "WorkGroup %s is disabled.".formatted(name));
        }
        return workgroup;
    }

    /**
     * The name that a request means.
     *
     * @param requested empty when the request names none
     */
    public String nameFor(Principal user, Optional<String> requested)
    {
        return requested.or(() -> grants.defaultWorkgroup(user.user())).orElse(Workgroup.PRIMARY);
    }

    public boolean allows(Principal user, String workgroup, Permission needed)
    {
        return isServer(user)
                || grants.permission(user.user(), workgroup).filter(held -> held.includes(needed)).isPresent();
    }

    /**
     * @param action what is asked for, as AWS names it: {@code athena:GetWorkGroup}
     * @throws GlauxException with ACCESS_DENIED, in the words of AWS
     */
    public void require(Principal user, String workgroup, Permission needed, String action)
    {
        refusal(user, workgroup, needed, action).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /**
     * What {@link #require} would throw.
     */
    public Optional<GlauxException> refusal(Principal user, String workgroup, Permission needed, String action)
    {
        return allows(user, workgroup, needed)
                ? Optional.empty()
                : Optional.of(denied(
                user, "workgroup/" + workgroup, action, "no grant on the workgroup allows it"));
    }

    /**
     * Only administrators make workgroups.
     *
     * @throws GlauxException with ACCESS_DENIED
     */
    public void requireCreate(Principal user, String workgroup)
    {
        requireAdmin(user, workgroup, "athena:CreateWorkGroup");
    }

    /**
     * @param action what is asked for, as AWS names it
     * @throws GlauxException with ACCESS_DENIED
     */
    public void requireAdmin(Principal user, String workgroup, String action)
    {
        requireAdminOn(user, "workgroup/" + workgroup, action);
    }

    /**
     * The same of something else.
     *
     * @param resource the last part of its ARN, for instance {@code datacatalog/planes}
     * @throws GlauxException with ACCESS_DENIED
     */
    public void requireAdminOn(Principal user, String resource, String action)
    {
        if (!isAdmin(user)) {
            throw denied(user, resource, action, "only administrators may");
        }
    }

    /**
     * The workgroups that a user may see, in the order of their names.
     *
     * @param after the last name of the page before; empty for the first page
     */
    public List<Workgroup> visible(Principal user, String after, int limit)
    {
        return isAdmin(user) ? workgroups.list(after, limit) : workgroups.listFor(user.user(), after, limit);
    }

    /**
     * Whether a user may do everything.
     */
    public boolean isAdmin(Principal user)
    {
        return isServer(user) || grants.isAdmin(user.user());
    }

    /**
     * No one can add a user of this name; one that was there before the name was kept is a user like any other.
     */
    private boolean isServer(Principal user)
    {
        return user.user().equals(server) && !grants.isUser(server);
    }

    private GlauxException denied(Principal user, String resource, String action, String reason)
    {
        return new GlauxException(
                ErrorCode.ACCESS_DENIED,
                "User: %s is not authorized to perform: %s on resource: arn:aws:athena:%s:%s:%s because %s"
                        .formatted(user.arn(), action, region, user.account(), resource, reason));
    }
}
