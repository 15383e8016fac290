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
package io.glaux.testing.storage;

import io.glaux.testing.instance.AwsClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import static io.glaux.testing.Waiting.untilTrue;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The counter counts right, or no suite that uses it says anything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestCountingProxy
{
    private static final int SIZE = 20_000_000;
    private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

    private S3Server server;
    private CountingProxy proxy;
    private AwsClients clients;
    private int before;

    @BeforeAll
    void start()
    {
        server = S3ProxyServer.start();
        proxy = CountingProxy.start(server.url());
        clients = AwsClients.of(proxy.url().toString(), server.accessKey(), server.secretKey(), "us-east-1");
        clients.s3().createBucket(request -> request.bucket("counted"));
        clients.s3()
                .putObject(request -> request.bucket("counted")
                        .key("a folder/large+1"), RequestBody.fromBytes(new byte[SIZE]));
    }

    @AfterAll
    void stop()
    {
        clients.close();
        proxy.close();
        server.close();
    }

    @BeforeEach
    void note()
    {
        before = proxy.snapshot().size();
    }

    @Test
    void wholeObjectsAndRanges()
    {
        S3Client s3 = clients.s3();
        assertThat(s3.getObjectAsBytes(request -> request.bucket("counted").key("a folder/large+1"))
                .asByteArrayUnsafe()).hasSize(SIZE);
        s3.getObjectAsBytes(request -> request.bucket("counted").key("a folder/large+1").range("bytes=5-104"));
        assertThat(news()).containsExactly(
                new ServedGet("/counted/a folder/large+1", "", SIZE, SIZE),
                new ServedGet("/counted/a folder/large+1", "bytes=5-104", 100, 100));
    }

    @Test
    void whatIsNotAGetOfAnObjectIsNotCounted()
    {
        S3Client s3 = clients.s3();
        s3.putObject(request -> request.bucket("counted").key("small"), RequestBody.fromString("small"));
        s3.headObject(request -> request.bucket("counted").key("small"));
        s3.listObjectsV2(request -> request.bucket("counted"));
        s3.listBuckets();
        assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket("counted").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        s3.deleteObject(request -> request.bucket("counted").key("small"));
        assertThat(news()).isEmpty();
    }

    @Test
    void anAbortedReadCountsWhatWasServed()
            throws IOException
    {
        ResponseInputStream<GetObjectResponse> stream = clients.s3()
                .getObject(request -> request.bucket("counted").key("a folder/large+1"));
        assertThat(stream.readNBytes(1000)).hasSize(1000);
        stream.abort();
        untilTrue("the end of the aborted response", Duration.ofMinutes(1), () -> news().size() == 1);
        assertThat(news().getFirst().promised()).isEqualTo(SIZE);
        assertThat(news().getFirst().bytes()).isBetween(1000L, (long) SIZE);
    }

    @Test
    void aClientSurvivesAServerThatClosesUnusedConnections()
            throws Exception
    {
        try (ServerSocket closing = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                CountingProxy patient = CountingProxy.start(
                        URI.create("http://127.0.0.1:%d".formatted(closing.getLocalPort())), Duration.ZERO);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), patient.url().getPort())) {
            Thread.ofVirtual().start(() -> answerOneRequestEach(closing));
            for (int request = 0; request < 3; request++) {
                client.getOutputStream().write("HEAD / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
                assertThat(new String(client.getInputStream().readNBytes(ANSWER.length()), US_ASCII))
                        .isEqualTo(ANSWER);
            }
        }
    }

    private static void answerOneRequestEach(ServerSocket listener)
    {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.getInputStream().readNBytes("HEAD / HTTP/1.1\r\n\r\n".length());
                socket.getOutputStream().write(ANSWER.getBytes(US_ASCII));
            }
            catch (IOException e) {
                return; // the test is over
            }
        }
    }

    private List<ServedGet> news()
    {
        List<ServedGet> all = proxy.snapshot();
        return all.subList(before, all.size());
    }
}
