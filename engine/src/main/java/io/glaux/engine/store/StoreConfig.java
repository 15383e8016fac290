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
package io.glaux.engine.store;

import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/**
 * Where the store is.
 *
 * @param url a JDBC URL, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
 * @param user empty for SQLite
 * @param password empty for SQLite
 */
public record StoreConfig(String url, String user, String password)
{
    public StoreConfig
    {
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /**
     * The embedded store in a file, which is created when it does not exist. Its folder must exist.
     */
    public static StoreConfig sqlite(Path file)
    {
        return new StoreConfig("jdbc:sqlite:" + file.toAbsolutePath(), "", "");
    }

    /**
     * The URL for messages, without what may be secret in it: user information and parameters.
     */
    String shownUrl()
    {
        return url.replaceFirst("//[^/]*@", "//").replaceFirst("\\?.*", "");
    }

    /**
     * The URL may hold a password, so only its kind is shown.
     */
    @Override
    public String toString()
    {
        return "StoreConfig[%s]".formatted(url.startsWith("jdbc:sqlite:") ? url : "PostgreSQL");
    }
}
