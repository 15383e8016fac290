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
package io.glaux.host.configuration;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;

/**
 * The PEM files of a host with TLS, which somebody else makes: its certificate with the chain, its key without a
 * password (PKCS #8), and the certificates of those whose clients it trusts.
 */
public record HostKeyFiles(File certificate, File key, File clientAuthorities)
{
    public HostKeyFiles
    {
        requireNonNull(certificate, "certificate is null");
        requireNonNull(key, "key is null");
        requireNonNull(clientAuthorities, "clientAuthorities is null");
    }

    /**
     * @throws ConfigurationException if a file is missing
     */
    public static HostKeyFiles in(Path folder)
    {
        return new HostKeyFiles(
                file(folder.resolve("certificate.pem")),
                file(folder.resolve("key.pem")),
                file(folder.resolve("clients.pem")));
    }

    private static File file(Path path)
    {
        if (!Files.isReadable(path)) {
            throw new ConfigurationException("tls.folder: the file %s is not there or cannot be read".formatted(path));
        }
        return path.toFile();
    }
}
