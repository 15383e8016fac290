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

import io.glaux.engine.aws.TestingEndpoint;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What S3 through the AWS endpoint does, whatever the storage behind it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseStorageTest
{
    private static final int MEBIBYTE = 1024 * 1024;

    private final String bucket = "suite-" + UUID.randomUUID();
    private StorageService service;
    private TestingEndpoint endpoint;
    private S3Client s3;
    private S3Presigner presigner;

    /**
     * Starts the storage behind the endpoint.
     *
     * @param folder an empty folder for its data
     */
    protected abstract StorageConfig startStorage(Path folder);

    protected abstract void stopStorage();

    @BeforeAll
    void startEndpoint(@TempDir Path folder)
            throws IOException
    {
        StorageConfig storage = startStorage(Files.createDirectory(folder.resolve("storage")));
        service = new StorageService(storage, Clock.systemUTC());
        endpoint = new TestingEndpoint(folder, _ -> List.of(service));
        s3 = client(true);
        presigner = S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(endpoint.credentials())
                .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterAll
    void stopEndpoint()
    {
        presigner.close();
        s3.close();
        endpoint.close();
        service.close();
        stopStorage();
    }

    @Test
    void testPutAndGet()
    {
        String key = newKey();
        s3.putObject(
                request -> request.bucket(bucket).key(key).contentType("text/x-owl").metadata(Map.of("color", "brown")),
                RequestBody.fromString("hoot"));

        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        assertThat(object.asUtf8String()).isEqualTo("hoot");
        assertThat(object.response().contentType()).isEqualTo("text/x-owl");
        assertThat(object.response().metadata()).containsEntry("color", "brown");
        assertThat(object.response().eTag()).isEqualTo("\"" + md5("hoot".getBytes(UTF_8)) + "\"");

        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
        assertThat(head.contentLength()).isEqualTo(4);
        assertThat(head.eTag()).isEqualTo(object.response().eTag());
    }

    @Test
    void testEmptyObject()
    {
        String key = newKey();
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.empty());
        assertThat(get(key)).isEmpty();
        assertThat(s3.headObject(request -> request.bucket(bucket).key(key)).contentLength()).isZero();
    }

    @Test
    void testOverwrite()
    {
        String key = newKey();
        put(key, "first, and longer");
        put(key, "second");
        assertThat(get(key)).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=2-4|cde", "bytes=7-|hij", "bytes=-3|hij", "bytes=0-0|a", "bytes=8-100|ij"})
    void testRange(String rangeAndContent)
    {
        String key = newKey();
        put(key, "abcdefghij");
        List<String> parts = List.of(rangeAndContent.split("\\|"));
        ResponseBytes<GetObjectResponse> part =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).range(parts.getFirst()));
        assertThat(part.asUtf8String()).isEqualTo(parts.getLast());
        assertThat(part.response().contentRange()).endsWith("/10");
    }

    @Test
    void testRangeBeyondEnd()
    {
        String key = newKey();
        put(key, "abc");
        assertError(
                () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).range("bytes=10-20")),
                416,
                "InvalidRange");
    }

    @Test
    void testMissing()
    {
        assertThatThrownBy(() -> get("no such key")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key("no such key")))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("no-such-bucket-" + UUID.randomUUID())))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "a b", "ä/ö/ü.txt", "東京/年=2026/f.parquet", "plus+sign", "per%20cent", "q?x=1&y=2", "tilde~'()*!",
            "dt=2026-01-01 00:00:00/x",
            "emoji \uD83E\uDD89", "semi;colon,comma", "a=b/c=d%2Fe/f", "{brace}[bracket]", "#hash", "at@sign:colon",
            "quote\"<>", "back`tick^|",
    })
    void testKeys(String suffix)
    {
        String prefix = newKey() + "/";
        String key = prefix + suffix;
        put(key, suffix);
        assertThat(get(key)).isEqualTo(suffix);
        assertThat(keys(prefix)).containsExactly(key);
        s3.copyObject(request -> request.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket)
                .destinationKey(key + ".copy"));
        assertThat(get(key + ".copy")).isEqualTo(suffix);
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        assertThat(keys(prefix)).containsExactly(key + ".copy");
    }

    @Test
    void testListing()
    {
        String prefix = newKey() + "/";
        for (String name : List.of("a", "b/1", "b/2", "c/d/e", "f")) {
            put(prefix + name, name);
        }
        assertThat(keys(prefix)).extracting(key -> key.substring(prefix.length()))
                .containsExactly("a", "b/1", "b/2", "c/d/e", "f");

        ListObjectsV2Response folder =
                s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).delimiter("/"));
        assertThat(folder.contents()).extracting(S3Object::key).containsExactly(prefix + "a", prefix + "f");
        assertThat(folder.commonPrefixes()).extracting(common -> common.prefix())
                .containsExactly(prefix + "b/", prefix + "c/");

        List<String> paged = s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).maxKeys(2))
                .contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(paged).isEqualTo(keys(prefix));

        ListObjectsV2Response after =
                s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).startAfter(prefix + "b/1"));
        assertThat(after.contents()).extracting(S3Object::key)
                .containsExactly(prefix + "b/2", prefix + "c/d/e", prefix + "f");
        assertThat(s3.listBuckets().buckets()).extracting(each -> each.name()).contains(bucket);
    }

    @Test
    void testDelete()
    {
        String key = newKey();
        put(key, "x");
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        assertThatThrownBy(() -> get(key)).isInstanceOf(NoSuchKeyException.class);
        // a key that is not there is deleted as well
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Test
    void testBatchDelete()
    {
        String prefix = newKey() + "/";
        List<ObjectIdentifier> identifiers = new ArrayList<>();
        for (int index = 0; index < 25; index++) {
            String key = prefix + "part " + index + " & more";
            put(key, "x");
            identifiers.add(ObjectIdentifier.builder().key(key).build());
        }
        DeleteObjectsResponse response =
                s3.deleteObjects(request -> request.bucket(bucket).delete(delete -> delete.objects(identifiers)));
        assertThat(response.errors()).isEmpty();
        assertThat(response.deleted()).hasSize(25);
        assertThat(keys(prefix)).isEmpty();
    }

    @Test
    void testConditionalPut()
    {
        String key = newKey();
        s3.putObject(request -> request.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString("first"));
        assertError(
                () -> s3.putObject(request -> request.bucket(bucket).key(key)
                        .ifNoneMatch("*"), RequestBody.fromString("second")),
                412,
                "PreconditionFailed");
        String eTag = s3.headObject(request -> request.bucket(bucket).key(key)).eTag();
        assertError(
                () -> s3.putObject(request -> request.bucket(bucket).key(key)
                        .ifMatch("\"0\""), RequestBody.fromString("third")),
                412,
                "PreconditionFailed");
        s3.putObject(request -> request.bucket(bucket).key(key).ifMatch(eTag), RequestBody.fromString("fourth"));
        assertThat(get(key)).isEqualTo("fourth");
    }

    @Test
    void testConditionalGet()
    {
        String key = newKey();
        put(key, "x");
        String eTag = s3.headObject(request -> request.bucket(bucket).key(key)).eTag();
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).ifMatch(eTag)).asUtf8String())
                .isEqualTo("x");
        assertThatThrownBy(() -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).ifNoneMatch(eTag)))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertError(
                () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).ifMatch("\"0\"")),
                412,
                "PreconditionFailed");
    }

    @Test
    void testCopy()
    {
        String key = newKey();
        s3.putObject(
                request -> request.bucket(bucket).key(key).metadata(Map.of("kept", "yes")).contentType("text/plain"),
                RequestBody.fromString("original"));
        String copy = newKey();
        s3.copyObject(CopyObjectRequest.builder()
                .sourceBucket(bucket)
                .sourceKey(key)
                .destinationBucket(bucket)
                .destinationKey(copy)
                .build());
        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(request -> request.bucket(bucket).key(copy));
        assertThat(object.asUtf8String()).isEqualTo("original");
        assertThat(object.response().metadata()).containsEntry("kept", "yes");
        assertThatThrownBy(() -> s3.copyObject(request ->
                request.sourceBucket(bucket).sourceKey("not there").destinationBucket(bucket).destinationKey(copy)))
                .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void testMultipart()
    {
        String key = newKey();
        String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key).contentType("text/x-parts"))
                .uploadId();
        byte[] content = random(11 * MEBIBYTE);
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            int from = (number - 1) * 5 * MEBIBYTE;
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + 5 * MEBIBYTE));
            int partNumber = number;
            String eTag = s3.uploadPart(
                    request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(partNumber),
                    RequestBody.fromBytes(part)).eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        assertThat(keys(key)).isEmpty();
        assertThat(s3.listParts(request -> request.bucket(bucket).key(key).uploadId(upload)).parts()).hasSize(3);
        s3.completeMultipartUpload(request ->
                request.bucket(bucket).key(key).uploadId(upload).multipartUpload(completed -> completed.parts(parts)));
        ResponseBytes<GetObjectResponse> object = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        assertThat(object.asByteArray()).isEqualTo(content);
        assertThat(object.response().contentType()).isEqualTo("text/x-parts");
        assertThat(keys(key)).containsExactly(key);
    }

    @Test
    void testAbortedMultipart()
    {
        String key = newKey();
        String upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        s3.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload)
                .partNumber(1), RequestBody.fromString("part"));
        s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        assertThatThrownBy(() -> get(key)).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .noneMatch(each -> each.uploadId().equals(upload));
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void testChecksums(ChecksumAlgorithm algorithm)
    {
        String key = newKey();
        s3.putObject(request -> request.bucket(bucket).key(key)
                .checksumAlgorithm(algorithm), RequestBody.fromString("checked"));
        // the client compares the checksum of the answer with the content
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
                .asUtf8String())
                .isEqualTo("checked");
    }

    @Test
    void testLargeObjectStreams()
            throws Exception
    {
        String key = newKey();
        long length = 200L * MEBIBYTE;
        MessageDigest sent = MessageDigest.getInstance("SHA-256");
        s3.putObject(
                request -> request.bucket(bucket).key(key),
                RequestBody.fromContentProvider(
                        () -> {
                            sent.reset();
                            return new DigestInputStream(new RandomInputStream(7, length), sent);
                        },
                        length,
                        "application/octet-stream"));
        MessageDigest received = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(
                s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toInputStream()),
                received)) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(length);
        }
        assertThat(received.digest()).isEqualTo(sent.digest());
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    @Test
    void testVirtualHostedAddressing()
    {
        try (S3Client hosted = S3Client.builder()
                .endpointOverride(URI.create("http://localhost:" + endpoint.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(endpoint.credentials())
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build()) {
            String key = newKey();
            hosted.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("hosted"));
            assertThat(hosted.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String())
                    .isEqualTo("hosted");
            assertThat(get(key)).isEqualTo("hosted");
        }
    }

    @Test
    void testPresignedUrls()
            throws Exception
    {
        String key = newKey() + "/ä b+c";
        HttpClient http = HttpClient.newHttpClient();
        URI put = presigner.presignPutObject(presign -> presign
                .signatureDuration(Duration.ofMinutes(5))
                .putObjectRequest(request -> request.bucket(bucket).key(key))).url().toURI();
        assertThat(http.send(
                HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("by url")).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        URI get = presigner.presignGetObject(presign -> presign
                        .signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(request -> request.bucket(bucket).key(key)
                                .responseContentType("text/x-asked"))).url()
                .toURI();
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(get).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("by url");
        assertThat(response.headers().firstValue("content-type")).contains("text/x-asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "a/./b", "..", "a/.."})
    void testPathOutsideBucket(String key)
    {
        assertError(() -> put(key, "x"), 400, "InvalidURI");
        assertError(() -> get(key), 400, "InvalidURI");
        assertError(
                () -> s3.copyObject(request ->
                        request.sourceBucket(bucket).sourceKey(key).destinationBucket(bucket).destinationKey(newKey())),
                400,
                "InvalidURI");
    }

    @Test
    void testRefusedBuckets()
    {
        for (String name : List.of("..", "a", "with space", "slash/../..")) {
            assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket(name))).isInstanceOf(Exception.class);
        }
    }

    @Test
    void testBuckets()
    {
        String other = "other-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(other));
        s3.headBucket(request -> request.bucket(other));
        s3.putObject(request -> request.bucket(other).key("k"), RequestBody.fromString("x"));
        assertError(() -> s3.deleteBucket(request -> request.bucket(other)), 409, "BucketNotEmpty");
        s3.deleteObject(request -> request.bucket(other).key("k"));
        s3.deleteBucket(request -> request.bucket(other));
        assertThat(s3.listBuckets().buckets()).noneMatch(each -> each.name().equals(other));
    }

    private S3Client client(boolean pathStyle)
    {
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(endpoint.credentials())
                .forcePathStyle(pathStyle)
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private void put(String key, String content)
    {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private String get(String key)
    {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    private List<String> keys(String prefix)
    {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key).toList();
    }

    private static void assertError(ThrowingCallable call, int status, String code)
    {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }

    private static String newKey()
    {
        return "k-" + UUID.randomUUID();
    }

    private static byte[] random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private static String md5(byte[] bytes)
    {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
