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

import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Whose queries a quota is for: those of a workgroup, or of them those of a user, or with a tag.
 */
public record QuotaScope(String workgroup, Optional<String> user, Optional<Map.Entry<String, String>> tag)
{
    public QuotaScope
    {
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(user, "user is null");
        requireNonNull(tag, "tag is null");
    }

    boolean covers(QuotaSubject subject)
    {
        return workgroup.equals(subject.workgroup())
                && user.map(subject.user()::equals).orElse(true)
                && tag.map(one -> one.getValue().equals(subject.tags().get(one.getKey()))).orElse(true);
    }

    @Override
    public String toString()
    {
        return "workgroup %s%s%s".formatted(
                workgroup,
                user.map(", user %s"::formatted).orElse(""),
                tag.map(one -> ", tag %s=%s".formatted(one.getKey(), one.getValue())).orElse(""));
    }
}
