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
package io.glaux.engine.events;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
final class TestEventDelivery
{
    private static final Duration PAUSE = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    @Test
    void testFile()
            throws IOException
    {
        Path file = folder.resolve("events.jsonl");
        try (EventDelivery events = EventDelivery.toFile(file)) {
            events.accept("{\"a\":1}");
            events.accept("{\"a\":2}");
            while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(file).hasContent("{\"a\":1}\n{\"a\":2}");
            assertThat(events.dropped()).isZero();
        }
    }

    @Test
    void testWebhookThatFailsForAWhile()
            throws Exception
    {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean refused = requests.incrementAndGet() < 3;
            if (!refused) {
                arrived.add(body);
            }
            exchange.sendResponseHeaders(refused ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:%s/hook".formatted(server.getAddress().getPort()));
        try (EventDelivery events = new EventDelivery(new WebhookSink(address), 10, PAUSE)) {
            events.accept("{\"a\":1}");
            events.accept("{\"a\":2}");
            assertThat(arrived.take()).isEqualTo("{\"a\":1}");
            assertThat(arrived.take()).isEqualTo("{\"a\":2}");
            assertThat(requests).hasValue(4);
            assertThat(events.dropped()).isZero();
        }
        finally {
            server.stop(0);
        }
    }

    @Test
    void testSinkThatHangs()
    {
        CountDownLatch never = new CountDownLatch(1);
        try (EventDelivery events = new EventDelivery(_ -> never.await(), 2, PAUSE)) {
            for (int i = 0; i < 10; i++) {
                events.accept("{}");
            }
            assertThat(events.dropped()).as("two wait, and one may be with the sink").isBetween(7L, 8L);
        }
    }

    @Test
    void testSinkThatIsGone()
    {
        AtomicInteger attempts = new AtomicInteger();
        EventSink gone = _ -> {
            attempts.incrementAndGet();
            throw new IOException("gone");
        };
        try (EventDelivery events = new EventDelivery(gone, 2, PAUSE)) {
            events.accept("{}");
            while (events.dropped() < 1) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(attempts).hasValue(4);
        }
    }
}
