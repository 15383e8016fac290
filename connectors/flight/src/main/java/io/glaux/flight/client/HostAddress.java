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

import java.net.URI;
import java.net.URISyntaxException;

import static java.util.Objects.requireNonNull;

/**
 * Where one replica of a host listens: {@code grpc://host:port}, or {@code grpc+tls://host:port}.
 */
public record HostAddress(String host, int port, boolean tls)
{
    private static final String PLAIN = "grpc";
    private static final String TLS = "grpc+tls";
    private static final int LAST_PORT = 65535;

    public HostAddress
    {
        requireNonNull(host, "host is null");
        if (host.isEmpty() || port <= 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("A host has a name and a port from 1 to 65535");
        }
    }

    /**
     * @throws IllegalArgumentException with a message for whoever wrote the address
     */
    public static HostAddress parse(String text)
    {
        URI uri;
        try {
            uri = new URI(text.strip());
        }
        catch (URISyntaxException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        boolean tls = TLS.equals(uri.getScheme());
        boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
        if (!(tls || PLAIN.equals(uri.getScheme())) || uri.getHost() == null || uri.getPort() <= 0 || !bare) {
            throw new IllegalArgumentException(wrong(text));
        }
        return new HostAddress(uri.getHost(), uri.getPort(), tls);
    }

    private static String wrong(String text)
    {
        return "The address of a host is grpc://HOST:PORT or grpc+tls://HOST:PORT, not '%s'".formatted(text);
    }

    @Override
    public String toString()
    {
        return "%s://%s:%s".formatted(tls ? TLS : PLAIN, host, port);
    }
}
