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
package io.glaux.flight.client;

import static java.util.Objects.requireNonNull;

/**
 * What the engine proves itself to a host with; it does not print itself.
 */
public record BearerToken(String secret)
{
    public BearerToken
    {
        requireNonNull(secret, "secret is null");
        if (secret.isEmpty() || !secret.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw new IllegalArgumentException("The token of a host is of visible ASCII characters");
        }
    }

    /**
     * @throws IllegalArgumentException if it cannot be sent
     */
    public static BearerToken of(String secret)
    {
        return new BearerToken(secret);
    }

    @Override
    public String toString()
    {
        return "BearerToken";
    }
}
