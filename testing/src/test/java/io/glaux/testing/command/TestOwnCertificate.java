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
package io.glaux.testing.command;

import io.glaux.testing.Requirement;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.TrinoClients;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that shows a certificate made by somebody else, here openssl.
 */
final class TestOwnCertificate
{
    @TempDir
    private Path folder;

    @BeforeEach
    void requireOpenssl()
    {
        Requirement.require(
                Command.of("sh", "-c", "command -v openssl").run().exit() == 0,
                "openssl, to make a certificate that is not ours: install it, for instance 'apt install openssl'");
    }

    @Test
    void clientsTrustItAndCallTheServerByItsName()
            throws Exception
    {
        certificate("own", "DNS:localhost");
        try (GlauxInstance instance = builder("own", "own").data(folder.resolve("with a blank")).start();
                TrinoClients clients = new TrinoClients(instance.environment())) {
            assertThat(instance.environment().httpUrl()).startsWith("https://localhost:");
            assertThat(Path.of(instance.environment().authorityFile())).hasSameTextualContentAs(
                    folder.resolve("own.pem"));
            try (Connection connection = clients.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 42")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused()
    {
        certificate("own", "DNS:localhost");
        certificate("other", "DNS:localhost");
        try (GlauxInstance.Unstarted instance = builder("own", "other").prepare()) {
            CommandResult start = instance.start();
            assertThat(start.exit()).isEqualTo(1);
            assertThat(start.err()).hasLineCount(1).contains("tls.key").contains("is not the key of");
        }
    }

    private GlauxInstance.Builder builder(String certificate, String key)
    {
        return GlauxInstance.builder()
                .set("engine.memory", "1GB")
                .set("tls.certificate", folder.resolve(certificate + ".pem").toString())
                .set("tls.key", folder.resolve(key + ".key").toString());
    }

    private void certificate(String name, String alternative)
    {
        Command.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=own",
                        "-addext",
                        "subjectAltName=" + alternative,
                        "-keyout",
                        folder.resolve(name + ".key").toString(),
                        "-out",
                        folder.resolve(name + ".pem").toString())
                .runWell();
    }
}
