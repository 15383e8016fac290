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

import io.trino.spi.TrinoException;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.StandardErrorCode.INVALID_SESSION_PROPERTY;

/**
 * The client tag {@code workgroup:NAME}.
 */
final class WorkgroupTag
{
    private static final String PREFIX = "workgroup:";

    private WorkgroupTag() {}

    static String of(String workgroup)
    {
        return PREFIX + workgroup;
    }

    /**
     * @throws TrinoException if there are two different ones
     */
    static Optional<String> find(Set<String> clientTags)
    {
        List<String> names = clientTags.stream()
                .filter(tag -> tag.startsWith(PREFIX))
                .map(tag -> tag.substring(PREFIX.length()).strip())
                .distinct()
                .sorted()
                .toList();
        if (names.size() > 1) {
            throw new TrinoException(
                    INVALID_SESSION_PROPERTY,
                    "The client tags name several workgroups: %s. Name one".formatted(names));
        }
        return names.stream().findFirst();
    }
}
