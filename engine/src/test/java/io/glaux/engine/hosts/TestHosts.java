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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.RestartPolicy.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Real processes of hosts: started, watched, started again, ended.
 */
@Timeout(180)
final class TestHosts
{
    @TempDir
    private Path folder;

    private final BlockingQueue<HostEndpoint> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<HostStatus> states = new LinkedBlockingQueue<>();
    private Hosts hosts;

    @BeforeEach
    void open()
    {
        hosts = new Hosts(TestingHosts.launch(folder), TestingHosts::credentials, TestingHosts.TIMING);
    }

    @AfterEach
    void close()
    {
        hosts.close();
    }

    @Test
    void testItListensAndIsToldToEnd()
            throws Exception
    {
        Path drained = folder.resolve("drained");
        Host host = start("planes", Map.of(FakeHost.DRAINED, drained.toString(), "secret-key", "s3cr3t"));
        HostEndpoint endpoint = host.awaitFirst();
        assertThat(endpoint.url()).isEqualTo("grpc+tls://127.0.0.1:" + endpoint.port());
        assertThat(host.status()).isEqualTo(new HostStatus(Optional.of(endpoint), "ok"));
        assertThat(ready.take()).isEqualTo(endpoint);
        ProcessHandle process = ProcessHandle.of(endpoint.pid()).orElseThrow();
        for (String file : new String[] {"cmdline", "environ"}) {
            assertThat(Files.readString(Path.of("/proc", String.valueOf(endpoint.pid()), file)))
                    .as("what others see of a process")
                    .doesNotContain("s3cr3t")
                    .doesNotContain("token that only hosts know");
        }
        hosts.stop("planes");
        assertThat(process.isAlive()).isFalse();
        assertThat(drained).as("it was told, and not killed").exists();
        assertThat(hosts.find("planes")).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("host-planes.log")))
                .containsExactlyInAnyOrder("{\"log\": \"begun\"}", "something else");
    }

    @Test
    void testACrashCostsNothingButTime()
            throws Exception
    {
        Host host = start("planes", Map.of());
        HostEndpoint first = host.awaitFirst();
        assertThat(ready.take()).isEqualTo(first);
        TestingHosts.crash(first);
        HostEndpoint second = ready.take();
        assertThat(second.port()).as("at its port, where all look for it").isEqualTo(first.port());
        assertThat(second.pid()).isNotEqualTo(first.pid());
        await(status -> status.health().contains("its process ended with status 134; it is started again"));
        await(status -> status.endpoint().equals(Optional.of(second)));
        TestingHosts.crash(second);
        assertThat(ready.take().port()).isEqualTo(first.port());
    }

    @Test
    void testAHostThatHangsIsStartedAgain()
            throws Exception
    {
        Timing watchful = new Timing(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                4,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
        hosts.close();
        hosts = new Hosts(TestingHosts.launch(folder), TestingHosts::credentials, watchful);
        HostEndpoint first = start("planes", Map.of()).awaitFirst();
        assertThat(ready.take()).isEqualTo(first);
        assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(first.pid())).start().waitFor()).isZero();
        HostEndpoint second = ready.take();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        await(status -> status.health().contains("its process did not answer any more, and was ended"));
        assertThat(ProcessHandle.of(first.pid())).isEmpty();
    }

    @Test
    void testWhatTheHostSaysIsWrong()
    {
        Host host = start("planes", Map.of(FakeHost.FAILS, "no such region"));
        assertThatThrownBy(host::awaitFirst)
                .isInstanceOfSatisfying(
                        GlauxException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG_ERROR))
                .hasMessage("Catalog planes: no such region");
        assertThat(ready).isEmpty();
    }

    @Test
    void testAHostThatFailsTooOftenIsLeftAlone()
            throws Exception
    {
        Host host = start("planes", Map.of(FakeHost.FAILS, "no such region"));
        HostStatus given = await(status -> status.health().contains("times in a row"));
        assertThat(given.health())
                .startsWith("it failed 4 times in a row, the last time because no such region. It is tried again at ")
                .endsWith("; see log/host-planes.log");
        assertThat(given.endpoint()).isEmpty();
        // and is not waited for
        host.close();
    }

    @Test
    void testAHostThatSaysNothing()
            throws Exception
    {
        try (Hosts impatient = new Hosts(
                TestingHosts.launch(folder, Duration.ofMillis(300)), TestingHosts::credentials, TestingHosts.TIMING)) {
            Host host = impatient.start(new HostSpec("planes", "fake", Map.of(FakeHost.SILENT, "true")), listener());
            assertThatThrownBy(host::awaitFirst)
                    .hasMessage("Catalog planes: the process of catalog planes did not listen within 0 s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake", HostParent.REAL})
    void testNoProcessOutlivesTheOneThatStartedIt(String kind)
            throws Exception
    {
        Process parent = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                HostParent.class.getName(),
                folder.toString(),
                kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle host;
        try (BufferedReader output = parent.inputReader(UTF_8)) {
            host = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        }
        assertThat(host.isAlive()).isTrue();
        parent.destroyForcibly();
        assertThat(parent.waitFor()).as("of SIGKILL").isEqualTo(137);
        assertThat(host.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void testSourcesThatAreNotThere()
            throws Exception
    {
        Files.createDirectories(folder.resolve("dynamodb"));
        DistributedHost distributed = new DistributedHost(folder);
        assertThat(distributed.arguments("dynamodb")).startsWith("-cp").endsWith("io.glaux.host.Main");
        assertThatThrownBy(() -> distributed.arguments("mysql"))
                .isInstanceOf(GlauxException.class)
                .hasMessage("This version of Glaux does not read sources of kind mysql yet: the distribution has no "
                        + "folder hosts/mysql");
    }

    private Host start(String name, Map<String, String> settings)
    {
        return hosts.start(new HostSpec(name, "fake", settings), listener());
    }

    private HostListener listener()
    {
        return new HostListener()
        {
            @Override
            public void ready(HostEndpoint endpoint)
            {
                ready.add(endpoint);
            }

            @Override
            public void changed()
            {
                hosts.find("planes").map(Host::status).ifPresent(states::add);
            }
        };
    }

    private HostStatus await(Predicate<HostStatus> wanted)
            throws InterruptedException
    {
        HostStatus status = states.take();
        while (!wanted.test(status)) {
            status = states.take();
        }
        return status;
    }
}
