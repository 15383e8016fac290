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

import io.glaux.flight.testing.TestingHost;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * With certificates for tests alone, each signed by itself: host, engine, and another.
 */
final class TestTls
{
    private static ServerCredentials host()
            throws IOException
    {
        try (InputStream certificates = open("host.pem");
                InputStream key = open("host-key.pem");
                InputStream trusted = open("engine.pem")) {
            return TlsServerCredentials.newBuilder()
                    .keyManager(certificates, key)
                    .trustManager(trusted)
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                    .build();
        }
    }

    private static InputStream open(String name)
    {
        return requireNonNull(TestTls.class.getResourceAsStream(name), name);
    }

    private static Path file(String name)
    {
        URL url = requireNonNull(TestTls.class.getResource(name), name);
        try {
            return Path.of(url.toURI());
        }
        catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HostOptions options(TestingHost host, String trusted, Optional<String> identity)
    {
        HostAddress address = new HostAddress("127.0.0.1", host.address().port(), true);
        return TestingHost.options(List.of(address))
                .withRetries(new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .withTls(new TlsFiles(
                        Optional.of(file(trusted)),
                        identity.map(name -> new TlsFiles.Identity(file(name + ".pem"), file(name + "-key.pem")))));
    }

    @Test
    void testBothSidesAreKnown()
            throws IOException
    {
        try (TestingHost host = TestingHost.start(host(), 0);
                HostClient client = new HostClient(options(host, "host.pem", Optional.of("engine")))) {
            assertThat(client.hello().getVersion().getMajor()).isEqualTo(1);
        }
    }

    @Test
    void testUnknownSides()
            throws IOException
    {
        try (TestingHost host = TestingHost.start(host(), 0)) {
            assertUnreachable(options(host, "other.pem", Optional.of("engine")));
            assertUnreachable(options(host, "host.pem", Optional.of("other")));
            assertUnreachable(options(host, "host.pem", Optional.empty()));
            assertUnreachable(TestingHost.options(host)
                    .withRetries(new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO)));
        }
    }

    private static void assertUnreachable(HostOptions options)
    {
        try (HostClient client = new HostClient(options)) {
            assertThatThrownBy(client::hello)
                    .isInstanceOf(HostException.class)
                    .hasMessageStartingWith(
                            "The host %s cannot be reached: ".formatted(options.addresses().getFirst()));
        }
    }
}
