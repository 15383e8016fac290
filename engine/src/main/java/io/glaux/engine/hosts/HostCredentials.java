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

import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/**
 * How a host proves what it is, and knows the engine. It does not print itself.
 *
 * @param tlsFolder with the host's certificate and key, and who signs for those that may connect
 * @param token that every call brings
 * @param ticketsKey that the host signs with what it gives out
 */
public record HostCredentials(Path tlsFolder, String token, String ticketsKey)
{
    public HostCredentials
    {
        requireNonNull(tlsFolder, "tlsFolder is null");
        requireNonNull(token, "token is null");
        requireNonNull(ticketsKey, "ticketsKey is null");
    }

    @Override
    public String toString()
    {
        return "HostCredentials";
    }
}
