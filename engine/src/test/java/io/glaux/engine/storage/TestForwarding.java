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
package io.glaux.engine.storage;

import io.glaux.engine.aws.RequestSigner;
import io.glaux.engine.aws.SdkSigner;
import io.glaux.engine.aws.SdkSigner.Wire;
import io.glaux.engine.aws.TestingEndpoint;
import io.glaux.engine.aws.WireClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What leaves for the storage, and what comes back when storage or client fail.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestForwarding
{
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final WireClient http = new WireClient();
    private final ScriptedStorage storage = new ScriptedStorage();
    private StorageService service;
    private TestingEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        service = new StorageService(storage.config(), Clock.systemUTC());
        endpoint = new TestingEndpoint(folder, _ -> List.of(service));
    }

    @AfterAll
    void stop()
    {
        http.close();
        endpoint.close();
        service.close();
        storage.close();
    }

    @BeforeEach
    void clear()
    {
        storage.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "x-amz-copy-source=/bucket/a/../../other/secret",
            "X-Amz-Copy-Source=bucket%2F%2E%2E%2Fsecret",
            "x-amz-copy-source=bucket%252F..%252Fsecret",
    })
    void testCopySourceInQuery(String parameter)
    {
        Wire wire = signer().unsignedPayload().presigned(Duration.ofMinutes(1))
                .sign("PUT", uri("/bucket/key?" + parameter), Map.of(), new byte[0]);
        assertError(http.send(wire), 400, "InvalidURI");
        assertThat(storage.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-meta-a=1%0D%0Ax-amz-acl:public-read", "x-amz-meta-a%0Ab=1", "x-amz-meta-a%3Ab=1"})
    void testParameterThatIsNoHeader(String parameter)
    {
        Wire wire = signer().unsignedPayload().presigned(Duration.ofMinutes(1))
                .sign("PUT", uri("/bucket/key?" + parameter), Map.of(), HELLO);
        assertError(http.send(wire), 400, "InvalidArgument");
        assertThat(storage.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 65535, 65536, 200_000})
    void testMoreThanDeclared(int declared)
    {
        assertThat(http.send(chunked(declared, declared)).statusCode()).isEqualTo(200);
        assertError(http.send(chunked(declared, declared + 100_000)), 400, "IncompleteBody");
        assertThat(storage.whole()).hasSize(1);
    }

    /**
     * The end of the payload is held back, so whoever believes the length takes what has come for the whole.
     */
    @Test
    void testMoreThanDeclaredIsRefusedBeforeItsEnd()
            throws IOException
    {
        Wire wire = chunked(200_000, 1_600_000);
        byte[] begin = Arrays.copyOf(wire.body(), 1_500_000);
        try (Socket socket = connect(wire, Optional.of(wire.body().length), begin)) {
            assertThat(new String(socket.getInputStream().readNBytes("HTTP/1.1 400".length()), ISO_8859_1))
                    .isEqualTo("HTTP/1.1 400");
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("\r\nConnection: close\r\n")
                    .contains("<Code>IncompleteBody</Code>");
        }
        assertThat(storage.whole()).isEmpty();
    }

    @Test
    void testEmptiedBody()
    {
        Wire wire = put(Map.of(), HELLO_SHA256, HELLO);
        assertThat(http.send(wire).statusCode()).isEqualTo(200);
        assertThat(storage.whole()).hasSize(1);
        assertError(http.send(wire.body(new byte[0])), 400, "XAmzContentSHA256Mismatch");
        assertThat(storage.heads()).hasSize(1);
    }

    @Test
    void testEmptiedBodyWithoutLength()
            throws IOException
    {
        Wire wire = put(Map.of(), HELLO_SHA256, HELLO);
        try (Socket socket = connect(wire, Optional.empty(), new byte[0])) {
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("XAmzContentSHA256Mismatch");
        }
        assertThat(storage.heads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "Content-Length: 10\r\n\r\nhello"})
    void testStorageBreaksOff(String headAndBody)
            throws IOException
    {
        storage.answer("HTTP/1.1 200 OK\r\n" + headAndBody);
        Wire wire = signer().sign("GET", uri("/bucket/key"), Map.of(), new byte[0]);
        assertThatThrownBy(() -> http.send(wire))
                .isInstanceOf(AssertionError.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void testStorageBreaksOffBeforeItsBody()
    {
        storage.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        Wire wire = signer().sign("GET", uri("/bucket/key"), Map.of(), new byte[0]);
        assertError(http.send(wire), 503, "ServiceUnavailable");
    }

    @Test
    void testStorageIsGone()
    {
        storage.answer("");
        assertError(
                http.send(signer().sign("GET", uri("/bucket/key"), Map.of(), new byte[0])),
                503,
                "ServiceUnavailable");
        assertError(
                http.send(signer().sign("PUT", uri("/bucket/key"), Map.of(), new byte[3_000_000])),
                503,
                "ServiceUnavailable");
    }

    @ParameterizedTest
    @ValueSource(ints = {900_000, 3_000_000, 1000})
    void testStorageRefusesBeforeTheBody(int length)
    {
        storage.early().answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        // each may find the connection of the one before, with what that one left unread
        for (int round = 0; round < 40; round++) {
            HttpResponse<String> response =
                    http.send(signer().sign("PUT", uri("/bucket/key"), Map.of(), new byte[length]));
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).isEqualTo("no");
        }
    }

    /**
     * The rest of a body is in the way of the next request.
     */
    @Test
    void testConnectionOfAnUnreadBodyCloses()
            throws IOException
    {
        int length = 500_000_000;
        storage.early().answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        Wire wire = signer().unsignedPayload().sign("PUT", uri("/bucket/key"), Map.of(), new byte[0]);
        try (Socket socket = connect(wire, Optional.of(length), new byte[0])) {
            byte[] part = new byte[50_000];
            for (int sent = 0; sent < length && socket.getInputStream().available() == 0; sent += part.length) {
                socket.getOutputStream().write(part);
            }
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\nno");
        }
        assertThat(storage.whole()).isEmpty();
    }

    @Test
    void testRefusedClientIsNotToldToGoOn()
            throws IOException
    {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            String head = "PUT /bucket/key HTTP/1.1\r\nHost: storage\r\nContent-Length: 5\r\n";
            socket.getOutputStream().write((head + "Expect: 100-continue\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("\r\nConnection: close\r\n");
        }
        assertThat(storage.heads()).isEmpty();
    }

    @Test
    void testClientBreaksOff()
            throws Exception
    {
        List<LogRecord> warnings = new CopyOnWriteArrayList<>();
        CompletableFuture<LogRecord> told = new CompletableFuture<>();
        Logger logger = Logger.getLogger(StorageService.class.getName());
        Handler handler = new RecordingHandler(warnings, told);
        Logger.getLogger("").addHandler(handler);
        logger.setLevel(Level.FINE);
        try {
            Wire wire = signer().sign("PUT", uri("/bucket/key"), Map.of(), new byte[100_000]);
            connect(wire, Optional.of(100_000), new byte[70_000]).close();
            assertThat(told.get(30, TimeUnit.SECONDS).getMessage()).contains("the client broke off its upload");
            assertThat(told.join().getThrown()).isNull();
            // a request after it, so that what is logged of the first is logged
            assertThat(http.send(signer().sign("PUT", uri("/bucket/key"), Map.of(), HELLO)).statusCode())
                    .isEqualTo(200);
            assertThat(warnings).extracting(LogRecord::getMessage).isEmpty();
        }
        finally {
            logger.setLevel(null);
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(storage.whole()).hasSize(1);
    }

    /**
     * Uploads pause for as long as clients like, more of them than the client of the storage has threads.
     */
    @Test
    @Timeout(120)
    void testPausedUploads(@TempDir Path folder)
            throws IOException
    {
        int threads = 16;
        int uploads = 2 * threads;
        List<Socket> sockets = new ArrayList<>();
        try (StorageService narrow =
                new StorageService(storage.config(), Clock.systemUTC(), threads, Duration.ofSeconds(10));
                TestingEndpoint door = new TestingEndpoint(folder, _ -> List.of(narrow))) {
            SdkSigner signer = new SdkSigner("s3", door.admin().key()).unsignedPayload();
            URI target = URI.create(door.uri() + "/bucket/key");
            for (int upload = 0; upload < uploads; upload++) {
                Wire wire = signer.sign("PUT", target, Map.of(), new byte[200_000]);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
                sockets.add(socket);
                socket.setSoTimeout(60_000);
                socket.getOutputStream().write(wire.head(Optional.of(200_000)).getBytes(ISO_8859_1));
                socket.getOutputStream().write(new byte[100_000]);
            }
            storage.awaitHeads(uploads);
            Wire get = new SdkSigner("s3", door.admin().key()).sign("GET", target, Map.of(), new byte[0]);
            assertThat(http.send(get).statusCode()).isEqualTo(200);
            assertThat(storage.whole()).hasSize(1);
            for (Socket socket : sockets) {
                socket.getOutputStream().write(new byte[100_000]);
            }
            for (Socket socket : sockets) {
                assertThat(new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), ISO_8859_1))
                        .isEqualTo("HTTP/1.1 200");
            }
        }
        finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /**
     * A connection without a request is closed before the storage does it; one whose request waits for its answer is
     * not.
     */
    @Test
    @Timeout(120)
    void testUnusedConnections(@TempDir Path folder)
            throws Exception
    {
        CompletableFuture<Void> moment = new CompletableFuture<>();
        try (StorageService brief = new StorageService(storage.config(), Clock.systemUTC(), 16, Duration.ofSeconds(1));
                TestingEndpoint door = new TestingEndpoint(folder, _ -> List.of(brief))) {
            Wire get = new SdkSigner("s3", door.admin().key())
                    .sign("GET", URI.create(door.uri() + "/bucket/key"), Map.of(), new byte[0]);
            storage.answerAfter(moment);
            CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(() -> http.send(get));
            storage.awaitHeads(1);
            storage.answerAfter(CompletableFuture.completedFuture(null)).answer(ScriptedStorage.KEPT);
            assertThat(http.send(get).statusCode()).isEqualTo(200);
            storage.left().get(60, TimeUnit.SECONDS);
            assertThat(slow).isNotDone();
            moment.complete(null);
            assertThat(slow.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    private static final class RecordingHandler
            extends Handler
    {
        private final List<LogRecord> warnings;
        private final CompletableFuture<LogRecord> told;

        private RecordingHandler(List<LogRecord> warnings, CompletableFuture<LogRecord> told)
        {
            this.warnings = warnings;
            this.told = told;
        }

        @Override
        public void publish(LogRecord record)
        {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                warnings.add(record);
            }
            if (String.valueOf(record.getLoggerName()).equals(StorageService.class.getName())) {
                told.complete(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /**
     * A request whose signature covers how long the payload is, but neither payload nor Content-Length.
     */
    private Wire chunked(int declared, int length)
    {
        byte[] body = signer().unsignedPayload().chunked(Optional.of(DefaultChecksumAlgorithm.CRC32))
                .sign("PUT", uri("/bucket/key"), Map.of(), new byte[length]).body();
        Map<String, List<String>> headers = Map.of(
                "content-encoding", List.of("aws-chunked"),
                "x-amz-decoded-content-length", List.of(Integer.toString(declared)),
                "x-amz-trailer", List.of("x-amz-checksum-crc32"));
        return put(headers, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", body);
    }

    private Wire put(Map<String, List<String>> headers, String payloadHash, byte[] body)
    {
        Map<String, List<String>> sent = new HashMap<>(headers);
        sent.put("host", List.of("127.0.0.1:" + endpoint.port()));
        Map<String, List<String>> signed = new RequestSigner("us-east-1", Clock.systemUTC()).sign(
                endpoint.credentials().resolveCredentials(),
                "PUT",
                "/bucket/key",
                "",
                sent,
                payloadHash);
        return new Wire("PUT", uri("/bucket/key"), signed, body);
    }

    private Socket connect(Wire wire, Optional<Integer> contentLength, byte[] body)
            throws IOException
    {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.getOutputStream().write(wire.head(contentLength).getBytes(ISO_8859_1));
        socket.getOutputStream().write(body);
        return socket;
    }

    private SdkSigner signer()
    {
        return new SdkSigner("s3", endpoint.admin().key());
    }

    private URI uri(String pathAndQuery)
    {
        return URI.create(endpoint.uri() + pathAndQuery);
    }

    private static void assertError(HttpResponse<String> response, int status, String code)
    {
        assertThat(response.body()).contains("<Code>%s</Code>".formatted(code));
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
