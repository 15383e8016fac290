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

import static java.util.Objects.requireNonNull;

/**
 * Who makes a request, once it is proved.
 *
 * @param user name of the user in the store
 * @param account the twelve digits of the AWS account that this instance answers for
 */
public record Principal(String user, String account)
{
    public Principal
    {
        requireNonNull(user, "user is null");
        requireNonNull(account, "account is null");
    }

    /**
     * The Amazon resource name that STS GetCallerIdentity answers.
     */
    public String arn()
    {
        return "arn:aws:iam::%s:user/%s".formatted(account, user);
    }
}
