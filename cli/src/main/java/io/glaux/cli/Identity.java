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
package io.glaux.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import static java.util.Objects.requireNonNull;

/**
 * The administrator that the first start of a data folder made, as the file {@code identity} keeps it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Identity(
        String user,
        String password,
        String accessKeyId,
        String secretAccessKey,
        String account,
        String region)
{
    public Identity
    {
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(secretAccessKey, "secretAccessKey is null");
        requireNonNull(account, "account is null");
        requireNonNull(region, "region is null");
    }

    @Override
    public String toString()
    {
        return "Identity[user=%s, accessKeyId=%s]".formatted(user, accessKeyId);
    }
}
