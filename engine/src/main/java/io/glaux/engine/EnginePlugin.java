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

import io.trino.spi.Plugin;
import io.trino.spi.catalog.CatalogStoreFactory;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.PasswordAuthenticator;
import io.trino.spi.security.PasswordAuthenticatorFactory;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

import static java.util.Objects.requireNonNull;

/**
 * What this process adds to Trino through its SPI: the catalogs of the instance, and the passwords of its users.
 */
final class EnginePlugin
        implements Plugin
{
    static final String AUTHENTICATOR = "glaux";

    private final CatalogStoreFactory catalogs;
    private final BiPredicate<String, String> passwords;

    /**
     * @param passwords whether a user has a password
     */
    EnginePlugin(CatalogStoreFactory catalogs, BiPredicate<String, String> passwords)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.passwords = requireNonNull(passwords, "passwords is null");
    }

    @Override
    public Iterable<CatalogStoreFactory> getCatalogStoreFactories()
    {
        return List.of(catalogs);
    }

    @Override
    public Iterable<PasswordAuthenticatorFactory> getPasswordAuthenticatorFactories()
    {
        return List.of(new PasswordAuthenticatorFactory()
        {
            @Override
            public String getName()
            {
                return AUTHENTICATOR;
            }

            @Override
            public PasswordAuthenticator create(Map<String, String> config)
            {
                return EnginePlugin.this::authenticate;
            }
        });
    }

    private BasicPrincipal authenticate(String user, String password)
    {
        if (!passwords.test(user, password)) {
            throw new AccessDeniedException("Invalid credentials");
        }
        return new BasicPrincipal(user);
    }
}
