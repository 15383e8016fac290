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

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.ChunkedPayload;
import io.glaux.engine.aws.PercentEncoding;

import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * A verified request as the storage gets it, before it is signed.
 *
 * @param query percent-encoded, empty when there is none
 * @param headers lower-case names; without host and signature
 * @param payloadHash what stands for the body in the signature
 */
record ForwardedRequest(
        String method,
        S3Address address,
        String query,
        Map<String, List<String>> headers,
        String payloadHash,
        OptionalLong contentLength,
        InputStream body)
{
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String AWS_CHUNKED = "aws-chunked";

    /**
     * What belongs to the connection or to the signature of the client.
     */
    private static final Set<String> DROPPED_HEADERS = Set.of(
            "accept-encoding",
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "authorization",
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "x-amz-security-token",
            "x-amz-trailer");

    private static final Set<String> SIGNATURE_PARAMETERS = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-signedheaders",
            "x-amz-signature",
            "x-amz-security-token",
            "x-amz-content-sha256");

    private static final Set<String> SIGNATURE_V2_PARAMETERS = Set.of("awsaccesskeyid", "signature", "expires");

    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9-]+");

    ForwardedRequest
    {
        requireNonNull(method, "method is null");
        requireNonNull(address, "address is null");
        requireNonNull(query, "query is null");
        requireNonNull(headers, "headers is null");
        requireNonNull(payloadHash, "payloadHash is null");
        requireNonNull(contentLength, "contentLength is null");
        requireNonNull(body, "body is null");
    }

    static ForwardedRequest of(AwsRequest request)
    {
        S3Address address = S3Address.of(request.header("host").orElse(""), request.path());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> {
            if (!DROPPED_HEADERS.contains(name)) {
                headers.put(name, values);
            }
        });
        dropChunkedCoding(headers);
        String query = moveParameters(request.query(), headers);
        headers.getOrDefault("x-amz-copy-source", List.of()).forEach(S3Address::ofCopySource);
        if (request.body() instanceof ChunkedPayload payload) {
            return chunked(request.method(), address, query, headers, payload);
        }
        OptionalLong length = contentLength(request);
        return new ForwardedRequest(
                request.method(),
                address,
                query,
                headers,
                length.orElse(0) == 0 ? EMPTY_SHA256 : "UNSIGNED-PAYLOAD",
                length,
                request.body());
    }

    /**
     * The storage gets the checksum that came with the payload, in chunks that are not signed: they were verified here.
     */
    private static ForwardedRequest chunked(
            String method,
            S3Address address,
            String query,
            Map<String, List<String>> headers,
            ChunkedPayload payload)
    {
        Optional<String> checksum = payload.checksumName();
        if (checksum.isEmpty()) {
            String hash = payload.decodedLength() == 0 ? EMPTY_SHA256 : "UNSIGNED-PAYLOAD";
            return new ForwardedRequest(
                    method,
                    address,
                    query,
                    headers,
                    hash,
                    OptionalLong.of(payload.decodedLength()),
                    payload);
        }
        headers.put("x-amz-trailer", List.of(checksum.get()));
        headers.put("x-amz-decoded-content-length", List.of(Long.toString(payload.decodedLength())));
        List<String> codings = headers.getOrDefault("content-encoding", List.of());
        headers.put(
                "content-encoding",
                List.of(codings.isEmpty() ? AWS_CHUNKED : AWS_CHUNKED + "," + codings.getFirst()));
        return new ForwardedRequest(
                method,
                address,
                query,
                headers,
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                OptionalLong.of(ChunkEncoder.encodedLength(payload)),
                new ChunkEncoder(payload));
    }

    private static OptionalLong contentLength(AwsRequest request)
    {
        Optional<String> length = request.header("content-length");
        if (length.isPresent()) {
            return OptionalLong.of(Long.parseLong(length.get()));
        }
        if (request.header("transfer-encoding").isPresent()) {
            throw new AwsException(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        }
        return OptionalLong.empty();
    }

    private static void dropChunkedCoding(Map<String, List<String>> headers)
    {
        List<String> values = headers.remove("content-encoding");
        if (values == null) {
            return;
        }
        String rest = values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(coding -> !coding.equals(AWS_CHUNKED) && !coding.isEmpty())
                .collect(Collectors.joining(","));
        if (!rest.isEmpty()) {
            headers.put("content-encoding", List.of(rest));
        }
    }

    /**
     * Takes the signature out of a query string, and the headers that presigned URLs carry as parameters.
     */
    private static String moveParameters(String query, Map<String, List<String>> headers)
    {
        List<String> parameters = Arrays.stream(query.split("&")).filter(part -> !part.isEmpty()).toList();
        boolean v2 = parameters.stream().map(ForwardedRequest::name).anyMatch("awsaccesskeyid"::equals);
        StringBuilder rest = new StringBuilder();
        for (String parameter : parameters) {
            String name = name(parameter);
            if (SIGNATURE_PARAMETERS.contains(name) || (v2 && SIGNATURE_V2_PARAMETERS.contains(name))) {
                continue;
            }
            int equals = parameter.indexOf('=');
            String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
            if (name.startsWith("x-amz-")) {
                headers.put(name, List.of(checkHeader(name, value)));
                continue;
            }
            String encodedName =
                    PercentEncoding.encode(decode(equals < 0 ? parameter : parameter.substring(0, equals)));
            rest.append(rest.isEmpty() ? "" : "&").append(encodedName).append('=')
                    .append(PercentEncoding.encode(value));
        }
        return rest.toString();
    }

    /**
     * A line end would make two headers of one, and another request than the one that was signed.
     */
    private static String checkHeader(String name, String value)
    {
        if (!HEADER_NAME.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
            throw new AwsException(400, "InvalidArgument", "A parameter x-amz- must be a header and its value");
        }
        return value;
    }

    private static String name(String parameter)
    {
        int equals = parameter.indexOf('=');
        return decode(equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    }

    private static String decode(String text)
    {
        return new String(PercentEncoding.decode(text.replace('+', ' ')), UTF_8);
    }
}
