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

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The string to sign is written out here, as the specification has it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestPresignedV2
{
    private final WireClient http = new WireClient();
    private TestingEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        endpoint = new TestingEndpoint(folder, _ -> List.of(new EchoService("s3", AwsProtocol.S3)));
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
        AccessKey key = endpoint.admin().key();
        long end = Instant.now().getEpochSecond() + 100;
        HttpResponse<String> response =
                send("GET", "/bucket/a%20b", key, end, "GET\n\n\n%s\n/bucket/a%%20b".formatted(end), "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-echo-user")).contains("admin");
        assertThat(send(
                "GET",
                "/bucket/k",
                key,
                end,
                "GET\n\n\n%s\n/bucket/k?response-content-type=a b&versionId=1".formatted(end),
                "&versionId=1&x-id=GetObject&response-content-type=a%20b").statusCode()).isEqualTo(200);
        assertThat(send(
                "GET",
                "/bucket/k",
                key,
                end,
                "GET\n\n\n%s\nx-amz-acl:private\n/bucket/k?uploads".formatted(end),
                "&uploads&x-amz-acl=private").statusCode()).isEqualTo(200);
    }

    @Test
    void testWrong()
    {
        AccessKey key = endpoint.admin().key();
        long end = Instant.now().getEpochSecond() + 100;
        String toSign = "GET\n\n\n%s\n/bucket/k".formatted(end);
        assertError(send("GET", "/bucket/other", key, end, toSign, ""), 403, "SignatureDoesNotMatch");
        assertError(send("PUT", "/bucket/k", key, end, toSign, ""), 403, "SignatureDoesNotMatch");
        assertError(send("GET", "/bucket/k", key, end + 1, toSign, ""), 403, "SignatureDoesNotMatch");
        assertError(send("GET", "/bucket/k", new AccessKey("AKIANOBODY", "secret"), end, toSign, ""),
                403,
                "InvalidAccessKeyId");
        long past = Instant.now().getEpochSecond() - 1;
        assertError(send("GET", "/bucket/k", key, past, "GET\n\n\n%s\n/bucket/k".formatted(past), ""),
                403,
                "AccessDenied");
    }

    /**
     * What is added to a URL that somebody was given, so that it does more than it was signed for.
     */
    @ParameterizedTest
    @ValueSource(strings = {
            "X-Amz-Copy-Source=/other/secret",
            "X-Amz-Acl=public-read",
            "x-amz-Acl=public-read",
            "%58-amz-acl=public-read",
            "x-amz-acl=public-read",
    })
    void testExtended(String more)
    {
        AccessKey key = endpoint.admin().key();
        long end = Instant.now().getEpochSecond() + 100;
        String toSign = "PUT\n\n\n%s\nx-amz-acl:private\n/bucket/k".formatted(end);
        assertThat(send("PUT", "/bucket/k", key, end, toSign, "&x-amz-acl=private").statusCode()).isEqualTo(200);
        HttpResponse<String> response = send("PUT", "/bucket/k", key, end, toSign, "&x-amz-acl=private&" + more);
        assertError(response, 403, "AccessDenied");
        assertThat(response.body()).contains("<HeadersNotSigned>");
    }

    @Test
    void testHeaderBesideParameter()
    {
        AccessKey key = endpoint.admin().key();
        long end = Instant.now().getEpochSecond() + 100;
        String toSign = "PUT\n\n\n%s\nx-amz-acl:private\n/bucket/k".formatted(end);
        Wire wire = presign("PUT", "/bucket/k", key, end, toSign, "").header("x-amz-acl", "private");
        assertThat(http.send(wire).statusCode()).isEqualTo(200);
        assertError(
                http.send(wire.uri(URI.create(wire.uri() + "&x-amz-acl=public-read"))),
                403,
                "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"acl", "legal-hold", "attributes", "inventory&id=1"})
    void testOtherOperation(String subresource)
    {
        AccessKey key = endpoint.admin().key();
        long end = Instant.now().getEpochSecond() + 100;
        String toSign = "PUT\n\n\n%s\n/bucket/k".formatted(end);
        assertError(send("PUT", "/bucket/k", key, end, toSign, "&" + subresource), 403, "SignatureDoesNotMatch");
    }

    private HttpResponse<String> send(
            String method,
            String path,
            AccessKey key,
            long expires,
            String stringToSign,
            String more)
    {
        return http.send(presign(method, path, key, expires, stringToSign, more));
    }

    private Wire presign(
            String method,
            String path,
            AccessKey key,
            long expires,
            String stringToSign,
            String more)
    {
        String uri = "%s%s?AWSAccessKeyId=%s&Expires=%s&Signature=%s%s".formatted(
                endpoint.uri(),
                path,
                key.id(),
                expires,
                PercentEncoding.encode(sign(key.secret(), stringToSign)),
                more);
        return new Wire(method, URI.create(uri), Map.of(), new byte[0]);
    }

    private static void assertError(HttpResponse<String> response, int status, String code)
    {
        assertThat(response.body()).contains("<Code>%s</Code>".formatted(code));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    private static String sign(String secret, String text)
    {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
