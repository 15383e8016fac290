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
package io.glaux.engine.identity;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Users, their passwords and their access keys.
 */
public interface Identities
{
    /**
     * The access key with this id and whose it is; empty when there is none.
     */
    Optional<SigningKey> signingKey(String accessKeyId);

    /**
     * The user of that name, if the password is theirs.
     */
    Optional<Principal> authenticate(String user, String password);

    /**
     * Whether this user may manage users and keys.
     */
    boolean isAdmin(Principal principal);

    /**
     * Makes a user of no group and their first access key, both or neither.
     *
     * @throws io.glaux.engine.error.GlauxException INVALID_INPUT for a name or password that cannot be one,
     *         ALREADY_EXISTS
     */
    default AccessKey addUser(String name, String password, boolean admin)
    {
        return addUser(name, password, admin, UserSettings.NONE);
    }

    /**
     * The same for a user with groups or a default workgroup.
     */
    AccessKey addUser(String name, String password, boolean admin, UserSettings settings);

    /**
     * Puts other settings in the place of those that a user has.
     *
     * @throws io.glaux.engine.error.GlauxException NOT_FOUND, INVALID_INPUT for a group that cannot be one
     */
    void changeUser(String name, UserSettings settings);

    /**
     * The tags of a user; empty when there is no such user.
     */
    SortedMap<String, String> tags(String user);

    /**
     * All users, by name.
     */
    List<User> users();

    /**
     * Removes a user with their access keys.
     *
     * @throws io.glaux.engine.error.GlauxException NOT_FOUND, or INVALID_INPUT for the last admin
     */
    void removeUser(String name);

    /**
     * Makes a new access key.
     *
     * @throws io.glaux.engine.error.GlauxException NOT_FOUND when there is no such user
     */
    AccessKey createKey(String user);

    /**
     * @throws io.glaux.engine.error.GlauxException NOT_FOUND when this user has no such key
     */
    void deleteKey(String user, String accessKeyId);
}
