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

import java.time.Instant;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * A user as shown to admins.
 *
 * @param accessKeyIds oldest first
 */
public record User(
        String name,
        boolean admin,
        Instant createdAt,
        List<String> accessKeyIds,
        UserSettings settings)
{
    public User
    {
        requireNonNull(name, "name is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(settings, "settings is null");
        accessKeyIds = List.copyOf(accessKeyIds);
    }
}
