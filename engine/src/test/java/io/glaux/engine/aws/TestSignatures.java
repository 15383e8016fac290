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
package io.glaux.engine.aws;

import io.glaux.engine.aws.SdkSigner.Wire;
import io.glaux.engine.identity.AccessKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests signed by the AWS SDK's own signer, right ones and wrong ones, as they go over the wire.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestSignatures
{
    private static final byte[] PAYLOAD = "{\"Name\":\"owls\"}".getBytes(UTF_8);
    private static final Map<String, String> JSON_HEADERS =
            Map.of("X-Amz-Target", "Echo.Echo", "Content-Type", "application/x-amz-json-1.1");

    private final WireClient http = new WireClient();
    private TestingEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        endpoint = new TestingEndpoint(folder, _ -> List.of(
                new EchoService("echo", AwsProtocol.JSON),
                new EchoService("s3", AwsProtocol.S3),
                new StsService()));
    }

    @AfterAll
    void stop()
    {
        http.close();
        endpoint.close();
    }

    @Test
    void testRight()
    {
        HttpResponse<String> response = send(json(signer("echo")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(new String(PAYLOAD, UTF_8));
        assertThat(response.headers().firstValue("x-echo-user")).contains("admin");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void testJsonUnsigned()
    {
        Wire unsigned = new Wire("POST", uri("/"), lists(JSON_HEADERS), PAYLOAD);
        assertJsonError(send(unsigned), "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    void testJsonUnknownKey()
    {
        assertJsonError(
                send(json(signer("echo").key(new AccessKey("AKIANOBODY", "secret")))),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void testJsonUnknownToken()
    {
        assertJsonError(
                send(json(signer("echo").token("token"))),
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    @Test
    void testJsonWrongSecret()
    {
        assertJsonError(
                send(json(signer("echo").key(new AccessKey(endpoint.admin().key().id(), "wrong")))),
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided.");
    }

    @Test
    void testJsonTamperedBody()
    {
        Wire wire = json(signer("echo"));
        assertJsonError(send(wire.body("{\"Name\":\"mice\"}".getBytes(UTF_8))),
                "InvalidSignatureException",
                "does not match");
    }

    @Test
    void testJsonTamperedTarget()
    {
        assertJsonError(send(json(signer("echo")).header("X-Amz-Target", "Echo.Delete")),
                "InvalidSignatureException",
                "does not match");
    }

    @Test
    void testJsonAddedHeader()
    {
        assertJsonError(send(json(signer("echo")).header("X-Amz-Extra", "x")),
                "InvalidSignatureException",
                "not signed: x-amz-extra");
    }

    @Test
    void testJsonSkew()
    {
        assertThat(send(json(signer("echo").time(Instant.now().minus(Duration.ofMinutes(14))))).statusCode())
                .isEqualTo(200);
        assertThat(send(json(signer("echo").time(Instant.now().plus(Duration.ofMinutes(14))))).statusCode())
                .isEqualTo(200);
        assertJsonError(
                send(json(signer("echo").time(Instant.now().minus(Duration.ofMinutes(16))))),
                "InvalidSignatureException",
                "Signature expired: ");
        assertJsonError(
                send(json(signer("echo").time(Instant.now().plus(Duration.ofMinutes(16))))),
                "InvalidSignatureException",
                "Signature not yet current: ");
    }

    @Test
    void testJsonScopeDate()
    {
        Wire wire = json(signer("echo"));
        String authorization = wire.header("Authorization").replaceFirst("/20\\d{6}/", "/20010203/");
        assertJsonError(
                send(wire.header("Authorization", authorization)),
                "InvalidSignatureException",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date "
                        + "from HTTP: '20010203' != ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Credential", "SignedHeaders", "Signature"})
    void testJsonIncomplete(String parameter)
    {
        Wire wire = json(signer("echo"));
        String authorization = wire.header("Authorization").replaceFirst(parameter + "=", "Other=");
        assertJsonError(send(wire.header("Authorization", authorization)), "IncompleteSignatureException", "");
    }

    @Test
    void testUnknownService()
    {
        assertJsonError(
                send(json(signer("kinesis"))),
                "InvalidSignatureException",
                "Credential should be scoped to a service of this endpoint, not to 'kinesis': it answers for echo, " +
                        "s3, sts");
    }

    @Test
    void testJsonTooLarge()
    {
        Wire wire = signer("echo").sign("POST", uri("/"), JSON_HEADERS, new byte[AwsEndpoint.BODY_LIMIT + 1]);
        HttpResponse<String> response = send(wire);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("RequestEntityTooLargeException");
    }

    @Test
    void testS3Unsigned()
    {
        assertS3Error(send(new Wire("GET", uri("/"), Map.of(), new byte[0])), 403, "AccessDenied");
        assertS3Error(send(new Wire("PUT", uri("/bucket/key"), Map.of(), PAYLOAD)), 403, "AccessDenied");
    }

    @Test
    void testS3UnknownKey()
    {
        HttpResponse<String> response = send(get(signer("s3").key(new AccessKey("AKIANOBODY", "secret"))));
        assertS3Error(response, 403, "InvalidAccessKeyId");
        assertThat(response.body()).contains("<AWSAccessKeyId>AKIANOBODY</AWSAccessKeyId>");
    }

    @Test
    void testS3UnknownToken()
    {
        assertS3Error(send(get(signer("s3").token("token"))), 400, "InvalidToken");
    }

    @Test
    void testS3WrongSecret()
    {
        assertS3Error(
                send(get(signer("s3").key(new AccessKey(endpoint.admin().key().id(), "wrong")))),
                403,
                "SignatureDoesNotMatch");
    }

    @Test
    void testS3Skew()
    {
        HttpResponse<String> response = send(get(signer("s3").time(Instant.now().minus(Duration.ofMinutes(16)))));
        assertS3Error(response, 403, "RequestTimeTooSkewed");
        assertThat(response.body()).contains("<MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds>");
        assertS3Error(send(get(signer("s3").time(Instant.now().plus(Duration.ofMinutes(16))))),
                403,
                "RequestTimeTooSkewed");
    }

    @Test
    void testS3ScopeDate()
    {
        Wire wire = get(signer("s3"));
        String authorization = wire.header("Authorization").replaceFirst("/20\\d{6}/", "/20010203/");
        assertS3Error(send(wire.header("Authorization", authorization)), 400, "AuthorizationHeaderMalformed");
    }

    @Test
    void testS3MalformedAuthorization()
    {
        Wire wire = get(signer("s3"));
        assertS3Error(
                send(wire.header("Authorization", wire.header("Authorization").replace("/aws4_request", ""))),
                400,
                "AuthorizationHeaderMalformed");
        assertS3Error(send(wire.header("Authorization", "AWS AKIA:signature")), 400, "InvalidRequest");
    }

    @Test
    void testS3TamperedBody()
    {
        Wire wire = put(signer("s3"), PAYLOAD);
        byte[] other = PAYLOAD.clone();
        other[3]++;
        assertS3Error(send(wire.body(other)), 400, "XAmzContentSHA256Mismatch");
    }

    /**
     * The SDK's default client sends the second of two slashes encoded, after it signed them as they are.
     */
    @Test
    void testS3DoubleSlash()
    {
        Wire wire = signer("s3").sign("GET", uri("/bucket/a//b"), Map.of(), new byte[0]);
        assertThat(send(wire).statusCode()).isEqualTo(200);
        assertThat(send(wire.uri(uri("/bucket/a/%2Fb"))).statusCode()).isEqualTo(200);
    }

    @Test
    void testS3AddedHeader()
    {
        HttpResponse<String> response = send(put(signer("s3"), PAYLOAD).header("x-amz-acl", "public-read"));
        assertS3Error(response, 403, "AccessDenied");
        assertThat(response.body()).contains("<HeadersNotSigned>x-amz-acl</HeadersNotSigned>");
    }

    @Test
    void testPresigned()
    {
        Wire wire = get(signer("s3").unsignedPayload().presigned(Duration.ofMinutes(1)));
        assertThat(send(wire).statusCode()).isEqualTo(200);
        assertS3Error(send(wire.uri(URI.create(wire.uri().toString().replace("/key", "/other")))),
                403,
                "SignatureDoesNotMatch");
        assertS3Error(
                send(get(signer("s3").unsignedPayload().presigned(Duration.ofMinutes(1))
                        .time(Instant.now().minus(Duration.ofMinutes(2))))),
                403,
                "AccessDenied");
        Instant yesterday = Instant.now().minus(Duration.ofHours(23));
        assertThat(send(get(signer("s3").unsignedPayload().presigned(Duration.ofDays(1)).time(yesterday))).statusCode())
                .isEqualTo(200);
        String tooLong = wire.uri().toString().replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=604801");
        assertS3Error(send(wire.uri(URI.create(tooLong))), 400, "AuthorizationQueryParametersError");
        String incomplete = wire.uri().toString().replaceFirst("&?X-Amz-Expires=\\d+", "");
        assertS3Error(send(wire.uri(URI.create(incomplete))), 400, "AuthorizationQueryParametersError");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535, 65536, 131072, 131073, 1_000_000})
    void testChunkedPayloads(int length)
    {
        byte[] payload = random(length);
        for (Optional<ChecksumAlgorithm> checksum : checksums()) {
            Wire signed = put(signer("s3").chunked(checksum), payload);
            assertEcho(send(signed), payload, checksum);
            if (checksum.isPresent()) {
                assertEcho(send(put(signer("s3").unsignedPayload().chunked(checksum), payload)), payload, checksum);
            }
        }
        assertEcho(send(put(signer("s3").unsignedPayload(), payload)), payload, Optional.empty());
        assertEcho(send(put(signer("s3"), payload)), payload, Optional.empty());
    }

    @Test
    void testTamperedChunks()
    {
        Wire wire = put(signer("s3").chunked(Optional.empty()), random(300_000));
        assertThat(wire.header("x-amz-content-sha256")).isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        for (int position : List.of(1000, 150_000, 299_000)) {
            byte[] tampered = wire.body().clone();
            tampered[position]++;
            assertS3Error(send(wire.body(tampered)), 403, "SignatureDoesNotMatch");
        }
        byte[] longer = wire.body().clone();
        longer[0]++;
        assertS3Error(send(wire.body(longer)), 400, "InvalidRequest");
    }

    @Test
    void testTamperedTrailers()
    {
        Optional<ChecksumAlgorithm> crc = Optional.of(DefaultChecksumAlgorithm.CRC32);
        Wire signed = put(signer("s3").chunked(crc), PAYLOAD);
        assertThat(signed.header("x-amz-content-sha256")).isEqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
        assertS3Error(send(signed.body(replaceChecksum(signed.body()))), 403, "SignatureDoesNotMatch");
        Wire unsigned = put(signer("s3").unsignedPayload().chunked(crc), PAYLOAD);
        assertThat(unsigned.header("x-amz-content-sha256")).isEqualTo("STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        assertS3Error(send(unsigned.body(replaceChecksum(unsigned.body()))), 400, "BadDigest");
        byte[] tampered = new String(unsigned.body(), ISO_8859_1).replace("owls", "mice").getBytes(ISO_8859_1);
        assertS3Error(send(unsigned.body(tampered)), 400, "BadDigest");
    }

    /**
     * Paths, queries and headers of every kind, signed by the SDK, hold.
     */
    @Test
    void testRandomRequests()
    {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            String path = "/bucket/" + PercentEncoding.encode(text(random)).replace("%2F", "/") + "k";
            StringBuilder query = new StringBuilder();
            for (int index = random.nextInt(4); index > 0; index--) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(PercentEncoding.encode("p" + text(random)))
                        .append(random.nextInt(5) == 0 ? "" : "=" + PercentEncoding.encode(text(random)));
            }
            SdkSigner signer = signer("s3");
            boolean presigned = random.nextInt(4) == 0;
            if (presigned) {
                signer.unsignedPayload().presigned(Duration.ofSeconds(60 + random.nextInt(1000)));
            }
            Map<String, String> headers = presigned
                    ? Map.of()
                    : Map.of(
                    "x-amz-meta-a", "v  " + random.nextInt() + "   x",
                    "Content-Type", "text/plain; charset=UTF-8");
            Wire wire = signer.sign(random.nextBoolean() ? "GET" : "DELETE", uri(path + query), headers, new byte[0]);
            assertThat(send(wire).statusCode())
                    .describedAs("seed %s, run %s: %s %s", seed, run, wire.uri(), wire.headers())
                    .isEqualTo(200);
        }
    }

    private SdkSigner signer(String service)
    {
        return new SdkSigner(service, endpoint.admin().key());
    }

    private Wire json(SdkSigner signer)
    {
        return signer.sign("POST", uri("/"), JSON_HEADERS, PAYLOAD);
    }

    private Wire get(SdkSigner signer)
    {
        return signer.sign("GET", uri("/bucket/key"), Map.of(), new byte[0]);
    }

    private Wire put(SdkSigner signer, byte[] payload)
    {
        return signer.sign("PUT", uri("/bucket/key"), Map.of(), payload);
    }

    private URI uri(String pathAndQuery)
    {
        return URI.create(endpoint.uri() + pathAndQuery);
    }

    private HttpResponse<String> send(Wire wire)
    {
        return http.send(wire);
    }

    private static void assertEcho(HttpResponse<String> response, byte[] payload, Optional<ChecksumAlgorithm> checksum)
    {
        assertThat(response.statusCode())
                .describedAs(response.body().substring(0, Math.min(500, response.body().length()))).isEqualTo(200);
        assertThat(response.body().getBytes(ISO_8859_1)).isEqualTo(payload);
        assertThat(response.headers().firstValue("x-echo-trailer").isPresent()).isEqualTo(checksum.isPresent());
    }

    private static void assertJsonError(HttpResponse<String> response, String type, String message)
    {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body()).startsWith("{\"__type\":\"%s\",\"message\":".formatted(type)).contains(message);
    }

    private static void assertS3Error(HttpResponse<String> response, int status, String code)
    {
        assertThat(response.body()).contains("<Error><Code>%s</Code><Message>".formatted(code));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/xml");
        assertThat(response.headers().firstValue("x-amz-request-id")).isPresent();
    }

    private static byte[] replaceChecksum(byte[] body)
    {
        return new String(body, ISO_8859_1)
                .replaceFirst("x-amz-checksum-crc32:[^\r\n]+", "x-amz-checksum-crc32:AAAAAA==")
                .getBytes(ISO_8859_1);
    }

    private static List<Optional<ChecksumAlgorithm>> checksums()
    {
        List<Optional<ChecksumAlgorithm>> all = new ArrayList<>();
        all.add(Optional.empty());
        all.add(Optional.of(DefaultChecksumAlgorithm.CRC32));
        all.add(Optional.of(DefaultChecksumAlgorithm.CRC32C));
        all.add(Optional.of(DefaultChecksumAlgorithm.SHA256));
        return all;
    }

    private static Map<String, List<String>> lists(Map<String, String> headers)
    {
        return headers.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    private static String text(Random random)
    {
        String alphabet = "abcXYZ019-._~ !\"#$%&'()*+,/:;<=>?@[]^`{|}äß東\uD83E\uDD89";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static byte[] random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
