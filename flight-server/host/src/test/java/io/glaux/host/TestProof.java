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
package io.glaux.host;

import io.glaux.host.configuration.ConfigurationException;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.RunningHost;
import io.glaux.protocol.Actions;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestProof
{
    @ParameterizedTest
    @ValueSource(strings = {"", "token", RunningHost.TOKEN + "x", "Token-of-at-least-thirty-two-characters"})
    void testWrongToken(String token)
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = new HostClient(host.port(), Optional.of(token))) {
            assertTurnedAway(client);
            assertThat(host.probe().call).hasNullValue();
        }
    }

    @Test
    void testNoToken()
    {
        try (RunningHost host = RunningHost.start();
                HostClient client = new HostClient(host.port(), Optional.empty())) {
            assertTurnedAway(client);
        }
    }

    @Test
    void testCertificates(@TempDir Path folder)
            throws Exception
    {
        X509Bundle hosts = authority("CN=hosts");
        X509Bundle clients = authority("CN=clients");
        X509Bundle host = leaf("CN=host", hosts);
        write(folder, host, clients);
        try (RunningHost running = new RunningHost.Options().withTls(folder).withoutToken().start()) {
            Location location = Location.forGrpcTls("127.0.0.1", running.port());
            UnaryOperator<FlightClient.Builder> trusted = tls(hosts, leaf("CN=engine", clients));
            try (HostClient client = new HostClient(location, Optional.empty(), trusted)) {
                assertThat(client.readAll(client.ticket("numbers", "id")).rows()).hasSize(100_000);
            }
            try (HostClient client = new HostClient(location, Optional.empty(), builder ->
                    builder.trustedCertificates(stream(hosts.getCertificatePEM())))) {
                assertUnavailable(client);
            }
            try (HostClient client = new HostClient(location, Optional.empty(), tls(hosts, leaf("CN=engine", hosts)))) {
                assertUnavailable(client);
            }
            try (HostClient client = new HostClient(running.port(), Optional.of(RunningHost.TOKEN))) {
                assertUnavailable(client);
            }
            assertThat(running.probe().openReaders).hasValue(1);
        }
    }

    @Test
    void testCertificateAndToken(@TempDir Path folder)
            throws Exception
    {
        X509Bundle authority = authority("CN=all");
        write(folder, leaf("CN=host", authority), authority);
        try (RunningHost running = new RunningHost.Options().withTls(folder).start()) {
            Location location = Location.forGrpcTls("127.0.0.1", running.port());
            UnaryOperator<FlightClient.Builder> tls = tls(authority, leaf("CN=engine", authority));
            try (HostClient client = new HostClient(location, Optional.of(RunningHost.TOKEN), tls)) {
                assertThat(client.health().getReady()).isTrue();
            }
            try (HostClient client = new HostClient(location, Optional.empty(), tls)) {
                assertTurnedAway(client);
            }
        }
    }

    @Test
    void testMissingKeyFiles(@TempDir Path folder)
    {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> new RunningHost.Options().withTls(folder).start())
                .withMessageContaining("certificate.pem is not there or cannot be read");
    }

    private static void assertTurnedAway(HostClient client)
    {
        List<ThrowingCallable> calls = List.of(
                () -> client.action(Actions.HELLO, new byte[0]),
                () -> client.action(Actions.HEALTH, new byte[0]),
                () -> client.flight().getStream(new Ticket(new byte[0]), client.with()).next(),
                () -> client.flight().listActions(client.with()).forEach(_ -> {}),
                () -> client.flight().getInfo(FlightDescriptor.path("a"), client.with()));
        for (ThrowingCallable call : calls) {
            Throwable failure = catchThrowable(call);
            assertThat(failure).isInstanceOf(FlightRuntimeException.class);
            assertThat(((FlightRuntimeException) failure).status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED);
            assertThat(HostClient.detail(failure).getCode()).isEqualTo("PERMISSION_DENIED");
        }
    }

    private static void assertUnavailable(HostClient client)
    {
        Throwable failure = catchThrowable(client::health);
        assertThat(failure).isInstanceOf(FlightRuntimeException.class);
        assertThat(((FlightRuntimeException) failure).status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
    }

    private static UnaryOperator<FlightClient.Builder> tls(X509Bundle authority, X509Bundle own)
    {
        return builder -> builder
                .trustedCertificates(stream(authority.getCertificatePEM()))
                .clientCertificate(stream(own.getCertificatePathPEM()), stream(own.getPrivateKeyPEM()));
    }

    private static InputStream stream(String pem)
    {
        return new ByteArrayInputStream(pem.getBytes(US_ASCII));
    }

    private static void write(Path folder, X509Bundle host, X509Bundle clients)
            throws IOException
    {
        Files.writeString(folder.resolve("certificate.pem"), host.getCertificatePathPEM());
        Files.writeString(folder.resolve("key.pem"), host.getPrivateKeyPEM());
        Files.writeString(folder.resolve("clients.pem"), clients.getCertificatePEM());
    }

    private static X509Bundle authority(String name)
            throws Exception
    {
        return new CertificateBuilder().subject(name).ecp256().setIsCertificateAuthority(true).buildSelfSigned();
    }

    private static X509Bundle leaf(String name, X509Bundle authority)
            throws Exception
    {
        return new CertificateBuilder().subject(name).ecp256().addSanIpAddress("127.0.0.1").buildIssuedBy(authority);
    }
}
