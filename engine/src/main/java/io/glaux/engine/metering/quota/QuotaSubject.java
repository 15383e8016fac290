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

import static java.util.Objects.requireNonNull;

/**
 * Who runs a query.
 *
 * @param tags of the workgroup and of the user: a client cannot give its queries others
 */
public record QuotaSubject(String workgroup, String user, Map<String, String> tags)
{
    public QuotaSubject
    {
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(user, "user is null");
        tags = Map.copyOf(tags);
    }
}
