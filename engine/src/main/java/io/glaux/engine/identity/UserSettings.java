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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * What an administrator says of a user.
 *
 * @param groups names that several users share, for grants
 * @param workgroup the workgroup of the user's queries that name none; empty for {@code primary}
 * @param tags what the user's queries are told apart by, beside the tags of their workgroups
 */
public record UserSettings(SortedSet<String> groups, Optional<String> workgroup, SortedMap<String, String> tags)
{
    public static final UserSettings NONE = new UserSettings(new TreeSet<>(), Optional.empty());

    private static final int TAGS = 50;
    private static final int TAG_KEY = 128;
    private static final int TAG_VALUE = 256;

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");

    public UserSettings
    {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        requireNonNull(workgroup, "workgroup is null");
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /**
     * The settings of a user without tags.
     */
    public UserSettings(SortedSet<String> groups, Optional<String> workgroup)
    {
        this(groups, workgroup, new TreeMap<>());
    }

    public static boolean isGroup(String name)
    {
        return GROUP.matcher(name).matches();
    }

    /**
     * Whether the tags are such as AWS lets a resource have.
     */
    boolean hasGoodTags()
    {
        return tags.size() <= TAGS && tags.entrySet().stream().allMatch(tag -> !tag.getKey().isEmpty()
                && tag.getKey().length() <= TAG_KEY
                && tag.getValue().length() <= TAG_VALUE);
    }
}
