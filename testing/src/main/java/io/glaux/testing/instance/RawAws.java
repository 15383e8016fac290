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
package io.glaux.testing.instance;

import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Requests to the AWS endpoint that no SDK would send: signed, half signed, or changed after they were signed.
 */
public final class RawAws
        implements AutoCloseable
{
    // set by the HTTP client itself
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final String accessKey;
    private final String secretKey;
    private final Clock clock;

    public RawAws(InstanceEnvironment environment)
    {
        this(URI.create(environment.awsUrl()), environment.accessKey(), environment.secretKey(), Clock.systemUTC());
    }

    private RawAws(URI url, String accessKey, String secretKey, Clock clock)
    {
        this.url = requireNonNull(url, "url is null");
        this.accessKey = requireNonNull(accessKey, "accessKey is null");
        this.secretKey = requireNonNull(secretKey, "secretKey is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public RawAws withKey(String accessKey, String secretKey)
    {
        return new RawAws(url, accessKey, secretKey, clock);
    }

    /**
     * Signs with a clock that is wrong by so much.
     */
    public RawAws withClockOff(Duration offset)
    {
        return new RawAws(url, accessKey, secretKey, Clock.offset(clock, offset));
    }

    /**
     * A signed request to an operation of AWS JSON 1.1.
     *
     * @param service {@code athena} or {@code glue}
     * @param target the header X-Amz-Target
     */
    public SdkHttpRequest sign(String service, String target, String body)
    {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(url.resolve("/"))
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target)
                .build();
        return sign(service, request, body);
    }

    public SdkHttpRequest sign(String service, SdkHttpRequest request, String body)
    {
        return AwsV4HttpSigner.create().sign(signing -> signing
                .identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body.getBytes(UTF_8)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)).request();
    }

    /**
     * A URL that reads an object without a header.
     */
    public URI presign(String bucket, String key, Duration validFor)
    {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(url.resolve("/%s/%s".formatted(bucket, key)))
                .method(SdkHttpMethod.GET)
                .build();
        return AwsV4HttpSigner.create().sign(signing -> signing
                .identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validFor)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)).request().getUri();
    }

    /**
     * Signs and sends.
     */
    public HttpResponse<String> call(String service, String target, String body)
    {
        return send(sign(service, target, body), body);
    }

    /**
     * Sends a request, signed or not, with this body, whatever body was signed.
     */
    public HttpResponse<String> send(SdkHttpRequest request, String body)
    {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri())
                .method(request.method().name(), HttpRequest.BodyPublishers.ofString(body));
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> builder.header(header.getKey(), value));
            }
        }
        return send(builder.build());
    }

    public HttpResponse<String> get(URI uri)
    {
        return send(HttpRequest.newBuilder(uri).build());
    }

    public URI url()
    {
        return url;
    }

    @Override
    public void close()
    {
        client.close();
    }

    private HttpResponse<String> send(HttpRequest request)
    {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a request ran", e);
        }
    }
}
