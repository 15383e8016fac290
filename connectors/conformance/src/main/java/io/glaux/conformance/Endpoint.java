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
package io.glaux.conformance;

import org.apache.arrow.flight.Location;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Where a catalog is served.
 *
 * @param token that every call brings; none: a certificate proves who calls
 * @param tls none: without TLS
 */
public record Endpoint(Location location, Optional<String> token, Optional<TlsFiles> tls, String catalog)
{
    public Endpoint
    {
        requireNonNull(location, "location is null");
        requireNonNull(token, "token is null");
        requireNonNull(tls, "tls is null");
        requireNonNull(catalog, "catalog is null");
    }

    public static Endpoint local(int port, String token, String catalog)
    {
        return new Endpoint(
                Location.forGrpcInsecure("127.0.0.1", port),
                Optional.of(token),
                Optional.empty(),
                catalog);
    }

    @Override
    public String toString()
    {
        return "%s at %s".formatted(catalog, location.getUri());
    }
}
