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
package io.glaux.engine.hosts;

import static java.util.Objects.requireNonNull;

/**
 * How a host proves what it is, and knows the engine. It does not print itself.
 *
 * @param certificate the host's and its authority's, in PEM
 * @param key of the certificate, in PEM
 * @param clientAuthority the certificate in PEM of who signs for those that may connect
 * @param token that calls bring, and that tickets are signed with
 */
public record HostCredentials(String certificate, String key, String clientAuthority, String token)
{
    public HostCredentials
    {
        requireNonNull(certificate, "certificate is null");
        requireNonNull(key, "key is null");
        requireNonNull(clientAuthority, "clientAuthority is null");
        requireNonNull(token, "token is null");
    }

    @Override
    public String toString()
    {
        return "HostCredentials";
    }
}
