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

import io.glaux.engine.identity.AccessKey;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Signs requests as the AWS SDK does, with every wheel to turn.
 */
public final class SdkSigner
{
    private final String service;
    private AccessKey key;
    private Optional<String> token = Optional.empty();
    private Instant time = Instant.now();
    private boolean signPayload = true;
    private boolean chunked;
    private Optional<ChecksumAlgorithm> checksum = Optional.empty();
    private Optional<Duration> presigned = Optional.empty();

    public SdkSigner(String service, AccessKey key)
    {
        this.service = requireNonNull(service, "service is null");
        this.key = requireNonNull(key, "key is null");
    }

    /**
     * A request as it goes over the wire.
     *
     * @param headers by name, in any case
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    public record Wire(String method, URI uri, Map<String, List<String>> headers, byte[] body)
    {
        public Wire header(String name, String value)
        {
            Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            changed.putAll(headers);
            changed.put(name, List.of(value));
            return new Wire(method, uri, changed, body);
        }

        public String header(String name)
        {
            return headers.get(name).getFirst();
        }

        public Wire body(byte[] other)
        {
            return new Wire(method, uri, headers, other);
        }

        /**
         * The head for a socket.
         *
         * @param contentLength in place of the one that the client would write
         */
        public String head(Optional<Integer> contentLength)
        {
            StringBuilder head = new StringBuilder("%s %s%s HTTP/1.1\r\n".formatted(
                    method,
                    uri.getRawPath(),
                    uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            headers.forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length")) {
                    values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
                }
            });
            contentLength.ifPresent(length -> head.append("Content-Length: ").append(length).append("\r\n"));
            return head.append("\r\n").toString();
        }

        public Wire uri(URI other)
        {
            return new Wire(method, other, headers, body);
        }
    }

    public SdkSigner key(AccessKey other)
    {
        this.key = other;
        return this;
    }

    public SdkSigner token(String sessionToken)
    {
        this.token = Optional.of(sessionToken);
        return this;
    }

    public SdkSigner time(Instant signingTime)
    {
        this.time = signingTime;
        return this;
    }

    public SdkSigner unsignedPayload()
    {
        this.signPayload = false;
        return this;
    }

    public SdkSigner chunked(Optional<ChecksumAlgorithm> trailer)
    {
        this.chunked = true;
        this.checksum = trailer;
        return this;
    }

    public SdkSigner presigned(Duration validity)
    {
        this.presigned = Optional.of(validity);
        return this;
    }

    public Wire sign(String method, URI uri, Map<String, String> headers, byte[] body)
    {
        // an unsigned payload is the SDK's choice over https only, so the scheme is https until the request is sent
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol(signPayload ? "http" : "https")
                .host(uri.getHost())
                .port(uri.getPort())
                .encodedPath(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            SdkHttpUtils.uriParams(uri).forEach(request::putRawQueryParameter);
        }
        headers.forEach(request::putHeader);
        if (body.length > 0 || chunked) {
            request.putHeader("Content-Length", Integer.toString(body.length));
        }
        SignedRequest signed = AwsV4HttpSigner.create().sign(signRequest(request.build(), body));
        URI target = URI.create(signed.request().getUri().toString().replaceFirst("^https", "http"));
        return new Wire(method, target, signed.request().headers(), payload(signed));
    }

    private SignRequest<AwsCredentialsIdentity> signRequest(SdkHttpRequest request, byte[] body)
    {
        SignRequest.Builder<AwsCredentialsIdentity> builder = SignRequest.builder(identity())
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC))
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signPayload)
                .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, chunked);
        if (service.equals("s3")) {
            builder.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
        }
        checksum.ifPresent(algorithm -> builder.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, algorithm));
        presigned.ifPresent(validity -> builder
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity));
        return builder.build();
    }

    private AwsCredentialsIdentity identity()
    {
        return token.<AwsCredentialsIdentity>map(
                        text -> AwsSessionCredentialsIdentity.create(key.id(), key.secret(), text))
                .orElseGet(() -> AwsCredentialsIdentity.create(key.id(), key.secret()));
    }

    private static byte[] payload(SignedRequest signed)
    {
        try {
            return signed.payload().isPresent() ? signed.payload().get().newStream().readAllBytes() : new byte[0];
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
