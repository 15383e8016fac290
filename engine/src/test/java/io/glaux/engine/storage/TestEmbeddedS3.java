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

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.AccessKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the embedded storage owes beyond S3: writes are whole or not there, also when the process is killed.
 */
final class TestEmbeddedS3
{
    private static final String BUCKET = "owls";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PART_BYTES = 5 * MEBIBYTE;

    @TempDir
    private Path folder;

    /**
     * The SDK frames an empty object by a chunk and its signatures. Were they left unread, the server would close
     * connections that the client keeps for its next requests, and about one in seven of them would be lost.
     */
    @Test
    void testEmptyObjectsKeepConnections()
            throws Exception
    {
        try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder);
                S3Client s3 = embedded.config()
                        .newClientBuilder()
                        .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1)))
                        .build();
                ExecutorService executor = Executors.newFixedThreadPool(8)) {
            s3.createBucket(request -> request.bucket(BUCKET));
            List<Future<?>> puts = new ArrayList<>();
            for (int number = 0; number < 200; number++) {
                String key = "table/_SUCCESS-" + number;
                puts.add(executor.submit(
                        () -> s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.empty())));
            }
            for (Future<?> put : puts) {
                put.get();
            }
            assertThat(keys(s3)).hasSize(200);
        }
    }

    @Test
    void testUnfinishedPutIsNotThere()
            throws Exception
    {
        try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder);
                S3Client s3 = embedded.config().newClient();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            s3.createBucket(request -> request.bucket(BUCKET));
            PausingInputStream content = new PausingInputStream();
            Future<?> put = executor.submit(() -> put(s3, content));
            content.awaitPause();
            assertThat(keys(s3)).isEmpty();
            assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key("table/data")))
                    .isInstanceOf(NoSuchKeyException.class);
            content.goOn();
            put.get();
            assertThat(keys(s3)).containsExactly("table/data");
        }
    }

    @Test
    void testKilledInMidPut()
            throws Exception
    {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            PausingInputStream content = new PausingInputStream();
            try (EmbeddedS3Process process = EmbeddedS3Process.start(folder);
                    S3Client s3 = process.config().newClient()) {
                s3.createBucket(request -> request.bucket(BUCKET));
                Future<?> put = executor.submit(() -> put(s3, content));
                content.awaitPause();
                process.kill();
                content.goOn();
                assertThatThrownBy(put::get).hasCauseInstanceOf(SdkException.class);
            }
        }
        try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder); S3Client s3 = embedded.config().newClient()) {
            assertThat(keys(s3)).isEmpty();
            assertThat(files()).isEmpty();
            s3.putObject(request -> request.bucket(BUCKET).key("table/data"), RequestBody.fromString("again"));
            assertThat(keys(s3)).containsExactly("table/data");
        }
    }

    /**
     * Writers write objects whose size is in their name, in one piece and in parts; the process is killed among them.
     */
    @Test
    void testKilledAmongWrites()
            throws Exception
    {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            try (EmbeddedS3Process process = EmbeddedS3Process.start(folder);
                    S3Client s3 = process.config().newClient();
                    ExecutorService executor = Executors.newFixedThreadPool(4)) {
                if (round == 0) {
                    s3.createBucket(request -> request.bucket(BUCKET));
                }
                CountDownLatch enough = new CountDownLatch(20 + random.nextInt(40));
                AtomicInteger counter = new AtomicInteger(round * 100_000);
                for (int writer = 0; writer < 4; writer++) {
                    executor.execute(() -> write(s3, counter, enough));
                }
                enough.await();
                process.kill();
            }
            try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder); S3Client s3 = embedded.config().newClient()) {
                List<S3Object> objects = s3.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()
                        .stream().toList();
                assertThat(objects).describedAs("seed %s", seed).hasSizeGreaterThan(20);
                for (S3Object object : objects) {
                    assertThat(object.key()).describedAs("seed %s", seed).endsWith("-" + object.size());
                }
            }
        }
    }

    @Test
    void testOnlyItsKeySigns()
    {
        try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder)) {
            StorageConfig wrong = new StorageConfig(
                    embedded.config().endpoint(),
                    "us-east-1",
                    Optional.of(new AccessKey(TestingEmbeddedS3.KEY.id(), "wrong")),
                    true);
            try (S3Client s3 = wrong.newClient()) {
                assertThatThrownBy(s3::listBuckets)
                        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }

    /**
     * A folder with more names than a page is listed from memory.
     */
    @Test
    void testLargeFolder()
            throws Exception
    {
        List<String> keys = new ArrayList<>(List.of("large/name-1/x", "large/name.1", "large/name/x"));
        IntStream.range(0, 700).forEach(index -> keys.addAll(List.of("large/f" + index, "large/d" + index + "/x")));
        try (EmbeddedS3 server = TestingEmbeddedS3.start(folder);
                S3Client s3 = server.config().newClient()) {
            s3.createBucket(request -> request.bucket(BUCKET));
            keys.forEach(key -> s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key)));

            List<String> names = keys.stream()
                    .map(key -> key.endsWith("/x") ? key.substring(0, key.length() - 1) : key)
                    .sorted()
                    .toList();
            assertThat(listed(s3, "large/", 1000, "")).isEqualTo(names);
            assertThat(listed(s3, "large/", 333, "")).isEqualTo(names);
            assertThat(listed(s3, "large/d6", 10, "")).isEqualTo(starting(names, "large/d6"));
            assertThat(listed(s3, "large/name", 2, ""))
                    .containsExactly("large/name-1/", "large/name.1", "large/name/");
            assertThat(listed(s3, "large/f", 1000, "large/f50")).isEqualTo(starting(names, "large/f").stream()
                    .filter(name -> name.compareTo("large/f50") > 0)
                    .toList());
            assertThat(listed(s3, "large/none", 1000, "")).isEmpty();
            assertThat(listed(s3, "large/f", 1000, "z")).isEmpty();
            S3Object object = s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("large/f1").delimiter("/"))
                    .contents().getFirst();
            HeadObjectResponse head = s3.headObject(request -> request.bucket(BUCKET).key("large/f1"));
            assertThat(object.key()).isEqualTo("large/f1");
            assertThat(object.eTag()).isEqualTo(head.eTag());
            assertThat(object.size()).isEqualTo(head.contentLength());
            assertThat(object.lastModified()).isEqualTo(head.lastModified());

            s3.deleteObject(request -> request.bucket(BUCKET).key("large/f1"));
            s3.putObject(request -> request.bucket(BUCKET).key("large/f"), RequestBody.empty());
            assertThat(listed(s3, "large/f", 1000, "")).contains("large/f").doesNotContain("large/f1");

            // kept in memory from now on, as nothing changes in the folder
            Files.setLastModifiedTime(folder.resolve(BUCKET).resolve("large"), FileTime.from(Instant.EPOCH));
            assertThat(listed(s3, "large/", 1000, "")).doesNotContain("large/");
            s3.putObject(request -> request.bucket(BUCKET).key("large/"), RequestBody.empty());
            Files.setLastModifiedTime(folder.resolve(BUCKET).resolve("large"), FileTime.from(Instant.EPOCH));
            assertThat(listed(s3, "large/", 1000, "")).contains("large/");
        }
    }

    private static List<String> starting(List<String> names, String prefix)
    {
        return names.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /**
     * What a listing with the delimiter has, in the order of names.
     */
    private static List<String> listed(S3Client s3, String prefix, int pageSize, String after)
    {
        List<String> names = new ArrayList<>();
        for (ListObjectsV2Response page : s3.listObjectsV2Paginator(request -> request
                .bucket(BUCKET)
                .prefix(prefix)
                .delimiter("/")
                .maxKeys(pageSize)
                .startAfter(after.isEmpty() ? null : after))) {
            List<String> some = new ArrayList<>(page.contents().stream().map(S3Object::key).toList());
            some.addAll(page.commonPrefixes().stream().map(CommonPrefix::prefix).toList());
            some.sort(naturalOrder());
            assertThat(some.size()).isLessThanOrEqualTo(pageSize).isEqualTo(page.keyCount());
            names.addAll(some);
        }
        return names;
    }

    @Test
    void testKeysThatAreNoFiles()
    {
        try (EmbeddedS3 embedded = TestingEmbeddedS3.start(folder); S3Client s3 = embedded.config().newClient()) {
            s3.createBucket(request -> request.bucket(BUCKET));
            for (String key : List.of("a//b", "/a", "a/../b", "../b", ".mpus-a", "a/.mpus-b")) {
                assertThatThrownBy(
                        () -> s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("x")))
                        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isBetween(400, 499));
            }
            assertThat(files()).isEmpty();
            assertThat(folder.getParent().resolve("b")).doesNotExist();
        }
    }

    @Test
    void testWithoutItsJars()
    {
        assertThatThrownBy(() -> EmbeddedS3.start(folder.resolve("nowhere"), folder, TestingEmbeddedS3.KEY))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The folder of the embedded storage is not there");
        assertThatThrownBy(() -> EmbeddedS3.start(List.of(), folder, TestingEmbeddedS3.KEY))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("The embedded storage does not start");
    }

    private static void write(S3Client s3, AtomicInteger counter, CountDownLatch enough)
    {
        try {
            while (true) {
                int number = counter.incrementAndGet();
                if (number % 4 == 0) {
                    writeParts(s3, "parts/%s-%s".formatted(number, PART_BYTES + number));
                }
                else {
                    int size = number * 1009 % MEBIBYTE;
                    s3.putObject(
                            request -> request.bucket(BUCKET).key("whole/%s-%s".formatted(number, size)),
                            RequestBody.fromBytes(new byte[size]));
                }
                enough.countDown();
            }
        }
        catch (SdkException _) {
            // the storage is gone, as it should
        }
    }

    private static void writeParts(S3Client s3, String key)
    {
        int size = Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
        String upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int partNumber = number;
            int bytes = number == 1 ? PART_BYTES : size - PART_BYTES;
            String eTag = s3.uploadPart(
                    request -> request.bucket(BUCKET).key(key).uploadId(upload).partNumber(partNumber),
                    RequestBody.fromBytes(new byte[bytes])).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        s3.completeMultipartUpload(request ->
                request.bucket(BUCKET).key(key).uploadId(upload).multipartUpload(completed -> completed.parts(parts)));
    }

    private static void put(S3Client s3, InputStream content)
    {
        s3.putObject(
                request -> request.bucket(BUCKET).key("table/data"),
                RequestBody.fromContentProvider(() -> content, PausingInputStream.LENGTH, "application/octet-stream"));
    }

    private static List<String> keys(S3Client s3)
    {
        return s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream().map(S3Object::key).toList();
    }

    private List<Path> files()
    {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops in the middle until it is told to go on.
     */
    private static final class PausingInputStream
            extends InputStream
    {
        private static final long LENGTH = 64L * MEBIBYTE;

        private final CountDownLatch paused = new CountDownLatch(1);
        private final CountDownLatch resumed = new CountDownLatch(1);
        private long position;

        private void awaitPause()
                throws InterruptedException
        {
            paused.await();
        }

        private void goOn()
        {
            resumed.countDown();
        }

        @Override
        public int read()
                throws IOException
        {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length)
                throws IOException
        {
            if (position == LENGTH) {
                return -1;
            }
            if (position >= LENGTH / 2) {
                paused.countDown();
                try {
                    resumed.await();
                }
                catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            int count = (int) Math.min(length, LENGTH - position);
            position += count;
            return count;
        }
    }
}
