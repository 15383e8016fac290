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

import java.nio.file.Path;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Files in PEM for connections over TLS.
 *
 * @param trusted certificates that a host's is signed by; none: those that the JVM trusts
 * @param identity what the engine shows to the host; none: it shows nothing
 */
public record TlsFiles(Optional<Path> trusted, Optional<Identity> identity)
{
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty());

    public TlsFiles
    {
        requireNonNull(trusted, "trusted is null");
        requireNonNull(identity, "identity is null");
    }

    /**
     * A chain of certificates and the key of the first.
     */
    public record Identity(Path certificates, Path key)
    {
        public Identity
        {
            requireNonNull(certificates, "certificates is null");
            requireNonNull(key, "key is null");
        }
    }
}
