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

import com.google.protobuf.ByteString;
import io.glaux.flight.testing.TestingHost;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.Version;
import io.grpc.InsecureServerCredentials;
import io.grpc.Status;
import io.trino.spi.ErrorType;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class TestHostClient
{
    private static final PlanRequest PLAN = PlanRequest.getDefaultInstance();
    private static final SplitsRequest SPLITS = SplitsRequest.getDefaultInstance();

    private static TestingHost.ActionHandler planned(String accessPath)
    {
        return (_, out) -> out.accept(PlanResponse.newBuilder().setAccessPath(accessPath).build());
    }

    /**
     * An address where nobody listens.
     */
    private static HostAddress deadAddress()
    {
        try (TestingHost gone = TestingHost.start()) {
            return gone.address();
        }
    }

    @Test
    void testAnswer()
    {
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, planned("scan"));
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertThat(client.plan(PLAN).getAccessPath()).isEqualTo("scan");
            assertThat(client.plan(PLAN).getAccessPath()).isEqualTo("scan");
            assertThat(host.calls(Actions.HELLO)).isEqualTo(1);
            assertThat(client.health(host.address()).getReady()).isTrue();
        }
    }

    @Test
    void testToken()
    {
        try (TestingHost host = TestingHost.start();
                HostClient client = new HostClient(TestingHost.options(host).withToken(BearerToken.of("s3cret")))) {
            client.hello();
            assertThat(host.tokens()).containsOnly("Bearer s3cret");
            assertThat(BearerToken.of("s3cret").toString()).isEqualTo("BearerToken");
            assertThat(TestingHost.options(host).withToken(BearerToken.of("s3cret")).toString()).doesNotContain(
                    "s3cret");
        }
    }

    @Test
    void testAnotherReplica()
    {
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, planned("scan"));
                HostClient client = new HostClient(
                        TestingHost.options(List.of(deadAddress(), host.address(), deadAddress())))) {
            for (int i = 0; i < 10; i++) {
                assertThat(client.plan(PLAN).getAccessPath()).isEqualTo("scan");
            }
        }
    }

    @Test
    void testRetriesUntilTheHostIsThere()
    {
        AtomicInteger tries = new AtomicInteger();
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, (_, out) -> {
            if (tries.incrementAndGet() < 4) {
                throw Status.UNAVAILABLE.asRuntimeException();
            }
            out.accept(PlanResponse.getDefaultInstance());
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            client.plan(PLAN);
            assertThat(tries).hasValue(4);
        }
    }

    @Test
    void testGivesUp()
    {
        HostOptions options = TestingHost.options(List.of(deadAddress()))
                .withRetries(new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(200)));
        try (HostClient client = new HostClient(options)) {
            HostException failure = catchThrowableOfType(HostException.class, () -> client.plan(PLAN));
            assertThat(failure.getMessage())
                    .startsWith("The host %s cannot be reached: ".formatted(options.addresses().getFirst()))
                    .endsWith("Look whether it runs.");
            assertThat(failure.getErrorCode().getType()).isEqualTo(ErrorType.EXTERNAL);
        }
    }

    @Test
    void testHostComesBackOnItsPort()
    {
        TestingHost first = TestingHost.start().on(Actions.PLAN, planned("first"));
        int port = first.address().port();
        try (HostClient client = new HostClient(TestingHost.options(first))) {
            assertThat(client.plan(PLAN).getAccessPath()).isEqualTo("first");
            first.close();
            try (TestingHost second = TestingHost.start(InsecureServerCredentials.create(), port)
                    .on(Actions.PLAN, planned("second"))) {
                assertThat(client.plan(PLAN).getAccessPath()).isEqualTo("second");
                assertThat(second.calls(Actions.HELLO)).isEqualTo(1);
            }
        }
    }

    @Test
    void testErrors()
    {
        assertError(ErrorKind.ERROR_KIND_USER, "TABLE_NOT_FOUND", ErrorType.USER_ERROR);
        assertError(ErrorKind.ERROR_KIND_SOURCE, "SOURCE_FAILED", ErrorType.EXTERNAL);
        assertError(ErrorKind.ERROR_KIND_RESOURCES, "ROW_TOO_LARGE", ErrorType.INSUFFICIENT_RESOURCES);
        assertError(ErrorKind.ERROR_KIND_HOST, "HOST_FAILED", ErrorType.INTERNAL_ERROR);
        assertError(ErrorKind.ERROR_KIND_HOST, "DRAINING", ErrorType.EXTERNAL);
    }

    private static void assertError(ErrorKind kind, String code, ErrorType type)
    {
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, (_, _) -> {
            throw TestingHost.failure(
                    Status.NOT_FOUND,
                    detail -> detail.setKind(kind).setCode(code).setMessage("There is no owl"));
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            HostException failure = catchThrowableOfType(HostException.class, () -> client.plan(PLAN));
            assertThat(failure).hasMessage("There is no owl");
            assertThat(failure.sourceCode()).isEqualTo(code);
            assertThat(failure.getErrorCode().getType()).isEqualTo(type);
            assertThat(host.calls(Actions.PLAN)).describedAs("it is not tried again").isEqualTo(1);
        }
    }

    @Test
    void testRetryableErrorOfTheSource()
    {
        AtomicInteger tries = new AtomicInteger();
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, (_, out) -> {
            if (tries.incrementAndGet() == 1) {
                throw TestingHost.failure(Status.RESOURCE_EXHAUSTED, detail -> detail
                        .setKind(ErrorKind.ERROR_KIND_RESOURCES)
                        .setCode("THROTTLED")
                        .setMessage("Later")
                        .setRetryable(true)
                        .setRetryAfterMillis(50));
            }
            out.accept(PlanResponse.getDefaultInstance());
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            long start = System.nanoTime();
            client.plan(PLAN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void testSilentHost()
            throws Exception
    {
        CountDownLatch ended = new CountDownLatch(1);
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, (_, _) -> ended.await(30, TimeUnit.SECONDS));
                HostClient client = new HostClient(TestingHost.options(host)
                        .withTimeouts(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(100))
                        .withRetries(new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO)))) {
            assertThatThrownBy(() -> client.plan(PLAN))
                    .isInstanceOf(HostException.class)
                    .hasMessage("The host %s did not answer in time", host.address());
            ended.countDown();
        }
    }

    @Test
    void testOtherVersion()
    {
        try (TestingHost host = TestingHost.start().on(Actions.HELLO, (_, out) -> out.accept(HelloResponse.newBuilder()
                .setVersion(Version.newBuilder().setMajor(2))
                .build()));
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertThatThrownBy(() -> client.plan(PLAN))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("version 2.0")
                    .hasMessageContaining(host.address().toString());
        }
    }

    @Test
    void testAnswersThatAreNone()
    {
        try (TestingHost host = TestingHost.start().on(Actions.PLAN, (_, _) -> {});
                HostClient client = new HostClient(TestingHost.options(host))) {
            assertThatThrownBy(() -> client.plan(PLAN))
                    .hasMessage("The host %s did not answer %s", host.address(), Actions.PLAN);
            host.on(Actions.PLAN, (_, out) -> {
                out.accept(PlanResponse.getDefaultInstance());
                out.accept(PlanResponse.getDefaultInstance());
            });
            assertThatThrownBy(() -> client.plan(PLAN))
                    .hasMessage("The host %s answered %s more than once", host.address(), Actions.PLAN);
            host.on(Actions.PLAN, (_, out) -> out.accept(HelloResponse.newBuilder().setSoftware("x").build()));
            assertThatThrownBy(() -> client.plan(PLAN)).isInstanceOf(HostException.class);
        }
    }

    @Test
    void testSplitsAreMadeAsTheyAreAskedFor()
            throws Exception
    {
        AtomicInteger made = new AtomicInteger();
        try (TestingHost host = TestingHost.start().on(Actions.SPLITS, (_, out) -> {
            byte[] large = new byte[100_000];
            while (true) {
                out.accept(SplitsResponse.newBuilder()
                        .addSplits(Split.newBuilder()
                                .setTicket(ByteString.copyFrom(large)))
                        .build());
                made.incrementAndGet();
            }
        });
                HostClient client = new HostClient(TestingHost.options(host))) {
            try (Answers<SplitsResponse> splits = client.splits(SPLITS)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(splits.next().getSplitsCount()).isEqualTo(1);
                }
            }
            assertThat(host.isCancelledSoon()).isTrue();
            assertThat(made.get()).describedAs("what the network holds is made ahead, and no more").isLessThan(100);
        }
    }

    @Test
    void testNoOtherReplicaAfterTheFirstAnswer()
    {
        TestingHost.ActionHandler breaking = (_, out) -> {
            out.accept(SplitsResponse.getDefaultInstance());
            throw Status.UNAVAILABLE.asRuntimeException();
        };
        try (TestingHost a = TestingHost.start().on(Actions.SPLITS, breaking);
                TestingHost b = TestingHost.start().on(Actions.SPLITS, breaking);
                HostClient client = new HostClient(TestingHost.options(a, b))) {
            Answers<SplitsResponse> splits = client.splits(SPLITS);
            assertThat(splits.hasNext()).isTrue();
            splits.next();
            assertThatThrownBy(splits::hasNext).isInstanceOf(HostException.class);
            assertThat(a.calls(Actions.SPLITS) + b.calls(Actions.SPLITS)).isEqualTo(1);
        }
    }

    @Test
    void testUnknownEndOfAWrite()
    {
        try (TestingHost host = TestingHost.start();
                HostClient client = new HostClient(TestingHost.options(host))) {
            host.on(Actions.END_WRITE, (_, _) -> host.kill());
            assertThatThrownBy(() -> client.endWrite(EndWriteRequest.newBuilder().setCommit(true).build()))
                    .isInstanceOfSatisfying(HostException.class, failure -> assertThat(failure.getErrorCode())
                            .isEqualTo(FlightErrorCode.GLAUX_WRITE_UNKNOWN.toErrorCode()))
                    .hasMessageStartingWith("It is not known whether the write was ended");
            assertThat(host.calls(Actions.END_WRITE)).isEqualTo(1);
        }
    }

    @Test
    void testAddresses()
    {
        assertThat(HostAddress.parse("grpc://owl:31337")).isEqualTo(new HostAddress("owl", 31337, false));
        assertThat(HostAddress.parse(" grpc+tls://10.0.0.1:1/ ")).isEqualTo(new HostAddress("10.0.0.1", 1, true));
        assertThat(HostAddress.parse("grpc://[::1]:7").toString()).isEqualTo("grpc://[::1]:7");
        for (String wrong : List.of(
                "",
                "owl:31337",
                "http://owl:1",
                "grpc://owl",
                "grpc://:1",
                "grpc://owl:1/x",
                "grpc://o wl:1")) {
            assertThatThrownBy(() -> HostAddress.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The address of a host is grpc://HOST:PORT or grpc+tls://HOST:PORT, not '%s'", wrong);
        }
    }

    @Test
    void testDelays()
    {
        for (int failures = 1; failures < 100; failures++) {
            Duration delay = RetryPolicy.STANDARD.delay(failures);
            assertThat(delay).isBetween(Duration.ofMillis(250), Duration.ofSeconds(20));
        }
        assertThat(RetryPolicy.STANDARD.delay(1)).isLessThanOrEqualTo(Duration.ofMillis(750));
    }

    @Test
    void testFilesForTls()
    {
        HostOptions options = HostOptions.of(List.of(new HostAddress("owl", 1, true)))
                .withTls(new TlsFiles(Optional.of(Path.of("no-such-file.pem")), Optional.empty()));
        assertThatThrownBy(() -> new HostClient(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A file for the TLS connection to grpc+tls://owl:1 cannot be read");
    }
}
