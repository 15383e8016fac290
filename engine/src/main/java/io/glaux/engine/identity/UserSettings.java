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

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * What an administrator says of a user.
 *
 * @param groups names that several users share, for grants
 * @param workgroup the workgroup of the user's queries that name none; empty for {@code primary}
 */
public record UserSettings(SortedSet<String> groups, Optional<String> workgroup)
{
    public static final UserSettings NONE = new UserSettings(new TreeSet<>(), Optional.empty());

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");

    public UserSettings
    {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        requireNonNull(workgroup, "workgroup is null");
    }

    public static boolean isGroup(String name)
    {
        return GROUP.matcher(name).matches();
    }
}
