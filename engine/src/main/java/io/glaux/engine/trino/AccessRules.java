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
package io.glaux.engine.trino;

import io.trino.plugin.base.security.DefaultSystemAccessControl;
import io.trino.plugin.base.security.ForwardingSystemAccessControl;
import io.trino.spi.security.Identity;
import io.trino.spi.security.SystemAccessControl;
import io.trino.spi.security.SystemAccessControlFactory;
import io.trino.spi.security.SystemSecurityContext;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static io.trino.spi.security.AccessDeniedException.denyKillQuery;
import static io.trino.spi.security.AccessDeniedException.denyViewQuery;
import static java.util.Objects.requireNonNull;

/**
 * Trino's default rules (everything but impersonation and the management of the server), but for two things. The hidden
 * catalog is not in lists; it stays usable by name, since redirected tables are checked under it. And only
 * administrators see and stop the queries of others: their text may hold what their tables hold.
 */
final class AccessRules
        implements SystemAccessControlFactory
{
    static final String NAME = "glaux";

    private final Predicate<String> isAdmin;

    /**
     * @param isAdmin by the name of a user
     */
    AccessRules(Predicate<String> isAdmin)
    {
        this.isAdmin = requireNonNull(isAdmin, "isAdmin is null");
    }

    @Override
    public String getName()
    {
        return NAME;
    }

    @Override
    public SystemAccessControl create(Map<String, String> config, SystemAccessControlContext context)
    {
        SystemAccessControl defaults = new DefaultSystemAccessControl.Factory().create(config, context);
        return new ForwardingSystemAccessControl()
        {
            @Override
            protected SystemAccessControl delegate()
            {
                return defaults;
            }

            @Override
            public Set<String> filterCatalogs(SystemSecurityContext securityContext, Set<String> catalogs)
            {
                return super.filterCatalogs(securityContext, catalogs).stream()
                        .filter(catalog -> !catalog.equals(LakeCatalogs.HIDDEN_ICEBERG))
                        .collect(toImmutableSet());
            }

            @Override
            public void checkCanViewQueryOwnedBy(Identity identity, Identity owner)
            {
                if (!isOwnOrAdmin(identity, owner)) {
                    denyViewQuery();
                }
            }

            @Override
            public Collection<Identity> filterViewQueryOwnedBy(Identity identity, Collection<Identity> owners)
            {
                return owners.stream().filter(owner -> isOwnOrAdmin(identity, owner)).toList();
            }

            @Override
            public void checkCanKillQueryOwnedBy(Identity identity, Identity owner)
            {
                if (!isOwnOrAdmin(identity, owner)) {
                    denyKillQuery();
                }
            }
        };
    }

    private boolean isOwnOrAdmin(Identity identity, Identity owner)
    {
        return identity.getUser().equals(owner.getUser()) || isAdmin.test(identity.getUser());
    }
}
