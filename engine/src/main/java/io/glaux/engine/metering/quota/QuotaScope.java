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
package io.glaux.engine.metering.quota;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Whose queries a quota is for: those of a workgroup, of a user, and with a tag, as far as each is given.
 */
public record QuotaScope(Optional<String> workgroup, Optional<String> user, Optional<Map.Entry<String, String>> tag)
{
    public QuotaScope
    {
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(user, "user is null");
        requireNonNull(tag, "tag is null");
        // it would be everybody in the store
        if (Stream.of(workgroup, user, tag.map(Map.Entry::getKey)).anyMatch(name -> name.equals(Optional.of("")))) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "The workgroup, user or tag of a quota has an empty name: give it a name, or leave it out");
        }
    }

    boolean covers(QuotaSubject subject)
    {
        return workgroup.map(subject.workgroup()::equals).orElse(true)
                && user.map(subject.user()::equals).orElse(true)
                && tag.map(one -> one.getValue().equals(subject.tags().get(one.getKey()))).orElse(true);
    }

    @Override
    public String toString()
    {
        return Stream.of(
                        workgroup.map("workgroup %s"::formatted),
                        user.map("user %s"::formatted),
                        tag.map(one -> "tag %s=%s".formatted(one.getKey(), one.getValue())))
                .flatMap(Optional::stream)
                .collect(joining(", "));
    }
}
