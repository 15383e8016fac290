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

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Who may do what with which workgroup. A workgroup that never had a grant may be used by everyone; one that had is
 * restricted to those who have one, and to administrators, also when its last grant goes, until it is opened again.
 */
public final class WorkgroupGrants
{
    private final Store store;

    public WorkgroupGrants(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Gives a permission in place of the one that the grantee had, and restricts the workgroup.
     *
     * @throws GlauxException with NOT_FOUND if there is no such workgroup or user; a group need not have users
     */
    public void grant(WorkgroupGrant grant)
    {
        store.inTransaction(transaction -> {
            requireWorkgroup(transaction, grant.workgroup());
            requireGrantee(transaction, grant.grantee());
            delete(transaction, grant.workgroup(), grant.grantee());
            transaction.createUpdate(
                            """
                            INSERT INTO workgroup_grants (workgroup, grantee_kind, grantee, permission)
                            VALUES (:workgroup, :kind, :grantee, :permission)
                            """)
                    .bind("workgroup", grant.workgroup())
                    .bind("kind", grant.grantee().kind().name())
                    .bind("grantee", grant.grantee().name())
                    .bind("permission", grant.permission().name())
                    .execute();
            restrict(transaction, grant.workgroup(), true);
            return null;
        });
    }

    /**
     * @throws GlauxException with NOT_FOUND if there is no such workgroup, or the grantee has no grant
     */
    public void revoke(String workgroup, Grantee grantee)
    {
        store.inTransaction(transaction -> {
            requireWorkgroup(transaction, workgroup);
            if (delete(transaction, workgroup, grantee) == 0) {
                throw new GlauxException(
                        ErrorCode.NOT_FOUND,
                        "%s %s has no grant on workgroup %s".formatted(
                                grantee.kind() == Grantee.Kind.USER ? "User" : "Group",
                                grantee.name(),
                                workgroup));
            }
            return null;
        });
    }

    /**
     * Takes all grants away and lets everyone use the workgroup.
     *
     * @throws GlauxException with NOT_FOUND if there is no such workgroup
     */
    public void open(String workgroup)
    {
        store.inTransaction(transaction -> {
            requireWorkgroup(transaction, workgroup);
            transaction.createUpdate("DELETE FROM workgroup_grants WHERE workgroup = :workgroup")
                    .bind("workgroup", workgroup)
                    .execute();
            restrict(transaction, workgroup, false);
            return null;
        });
    }

    /**
     * The grants of a workgroup, groups first, by name.
     */
    public List<WorkgroupGrant> list(String workgroup)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery(
                        "SELECT * FROM workgroup_grants WHERE workgroup = :workgroup ORDER BY grantee_kind, grantee")
                .bind("workgroup", workgroup)
                .map((row, _) -> new WorkgroupGrant(
                        row.getString("workgroup"),
                        new Grantee(Grantee.Kind.valueOf(row.getString("grantee_kind")), row.getString("grantee")),
                        Permission.valueOf(row.getString("permission"))))
                .list());
    }

    /**
     * @throws GlauxException with NOT_FOUND if there is no such workgroup
     */
    public boolean isRestricted(String workgroup)
    {
        return store.jdbi().withHandle(handle -> requireWorkgroup(handle, workgroup));
    }

    /**
     * The most that a user may do with a workgroup; empty when that is nothing, or there is no such workgroup.
     */
    Optional<Permission> permission(String user, String workgroup)
    {
        return store.jdbi().withHandle(handle -> {
            Optional<Boolean> restricted = restricted(handle, workgroup);
            if (restricted.isEmpty()) {
                return Optional.empty();
            }
            if (isAdmin(handle, user)) {
                return Optional.of(Permission.MANAGE);
            }
            Optional<Permission> granted = granted(handle, user, workgroup);
            return restricted.get() || granted.filter(permission -> permission.includes(Permission.USE)).isPresent()
                    ? granted
                    : Optional.of(Permission.USE);
        });
    }

    /**
     * The workgroups that grants let a user manage.
     */
    public Set<String> managedBy(String user)
    {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        """
                        SELECT workgroup FROM workgroup_grants
                        WHERE permission = :manage AND (
                            (grantee_kind = 'USER' AND grantee = :user)
                            OR (grantee_kind = 'GROUP'
                                AND grantee IN (SELECT group_name FROM user_groups WHERE user_name = :user)))
                        """)
                .bind("manage", Permission.MANAGE.name())
                .bind("user", user)
                .mapTo(String.class)
                .set());
    }

    /**
     * Whether the user is an administrator.
     */
    boolean isAdmin(String user)
    {
        return store.jdbi().withHandle(handle -> isAdmin(handle, user));
    }

    /**
     * The workgroup of a user's queries that name none.
     */
    Optional<String> defaultWorkgroup(String user)
    {
        return store.jdbi().withHandle(handle -> handle
                .createQuery("SELECT workgroup FROM users WHERE name = :user AND workgroup IS NOT NULL")
                .bind("user", user)
                .mapTo(String.class)
                .findOne());
    }

    boolean isUser(String name)
    {
        return store.jdbi().withHandle(handle -> isUser(handle, name));
    }

    private static boolean isUser(Handle handle, String name)
    {
        return handle.createQuery("SELECT COUNT(*) FROM users WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one() > 0;
    }

    private static boolean isAdmin(Handle handle, String user)
    {
        return handle.createQuery("SELECT admin FROM users WHERE name = :user")
                .bind("user", user)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private static Optional<Permission> granted(Handle handle, String user, String workgroup)
    {
        return handle.createQuery(
                        """
                        SELECT permission FROM workgroup_grants
                        WHERE workgroup = :workgroup AND (
                            (grantee_kind = 'USER' AND grantee = :user)
                            OR (grantee_kind = 'GROUP'
                                AND grantee IN (SELECT group_name FROM user_groups WHERE user_name = :user)))
                        """)
                .bind("workgroup", workgroup)
                .bind("user", user)
                .mapTo(String.class)
                .stream()
                .map(Permission::valueOf)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Boolean> restricted(Handle handle, String workgroup)
    {
        return handle.createQuery("SELECT restricted FROM workgroups WHERE name = :name")
                .bind("name", workgroup)
                .mapTo(Boolean.class)
                .findOne();
    }

    private static boolean requireWorkgroup(Handle handle, String workgroup)
    {
        return restricted(handle, workgroup).orElseThrow(() ->
                new GlauxException(ErrorCode.NOT_FOUND, "There is no workgroup %s".formatted(workgroup)));
    }

    private static void requireGrantee(Handle handle, Grantee grantee)
    {
        if (grantee.kind() == Grantee.Kind.GROUP) {
            return;
        }
        if (!isUser(handle, grantee.name())) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "There is no user %s".formatted(grantee.name()));
        }
    }

    private static int delete(Handle transaction, String workgroup, Grantee grantee)
    {
        return transaction.createUpdate(
                        """
                        DELETE FROM workgroup_grants
                        WHERE workgroup = :workgroup AND grantee_kind = :kind AND grantee = :grantee
                        """)
                .bind("workgroup", workgroup)
                .bind("kind", grantee.kind().name())
                .bind("grantee", grantee.name())
                .execute();
    }

    private static void restrict(Handle transaction, String workgroup, boolean restricted)
    {
        transaction.createUpdate("UPDATE workgroups SET restricted = :restricted WHERE name = :name")
                .bind("restricted", restricted)
                .bind("name", workgroup)
                .execute();
    }
}
