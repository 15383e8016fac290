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

import io.glaux.engine.aws.RequestHead.Parameter;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical form of a request that SigV4 signs:
 * <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">specification</a>.
 */
final class CanonicalRequest
{
    static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
    private static final Pattern SPACES = Pattern.compile(" +");

    private CanonicalRequest() {}

    /**
     * The canonical form.
     *
     * @param s3 S3 encodes the path once and keeps it as it is; other services normalise it and encode it twice
     * @param payloadHash what stands for the payload, as signed
     */
    static String of(RequestHead head, List<String> signedHeaders, String payloadHash, boolean s3)
    {
        String path = s3 ? encodeOnce(head.path()) : encodeTwice(normalise(head.path()));
        return of(head, path, canonicalQuery(head), signedHeaders, payloadHash);
    }

    /**
     * The form that a client signs which takes path and query as they stand in the request line, whether or not they
     * are encoded as S3 would.
     */
    static String ofRaw(RequestHead head, List<String> signedHeaders, String payloadHash)
    {
        String query = head.parameters().stream()
                .filter(parameter -> !parameter.name().equals(SIGNATURE_PARAMETER))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
        return of(head, head.path(), query, signedHeaders, payloadHash);
    }

    private static String of(
            RequestHead head,
            String path,
            String query,
            List<String> signedHeaders,
            String payloadHash)
    {
        StringBuilder canonical = new StringBuilder(512);
        canonical.append(head.method()).append('\n');
        canonical.append(path).append('\n');
        canonical.append(query).append('\n');
        for (String name : signedHeaders) {
            String value = head.headers().getOrDefault(name, List.of()).stream()
                    .map(part -> SPACES.matcher(part.strip()).replaceAll(" "))
                    .collect(Collectors.joining(","));
            canonical.append(name).append(':').append(value).append('\n');
        }
        canonical.append('\n');
        canonical.append(String.join(";", signedHeaders)).append('\n');
        canonical.append(payloadHash);
        return canonical.toString();
    }

    private static String canonicalQuery(RequestHead head)
    {
        return head.parameters().stream()
                .map(parameter -> new Parameter(
                        PercentEncoding.encode(parameter.decodedName()),
                        PercentEncoding.encode(parameter.decodedValue())))
                .filter(parameter -> !parameter.name().equals(SIGNATURE_PARAMETER))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    /**
     * To S3 an encoded slash is a slash.
     */
    private static String encodeOnce(String path)
    {
        return PercentEncoding.encode(PercentEncoding.decode(path)).replace("%2F", "/");
    }

    private static String encodeTwice(String path)
    {
        return Arrays.stream(path.split("/", -1))
                .map(PercentEncoding::encode)
                .collect(Collectors.joining("/"));
    }

    /**
     * Removes empty and dot segments, as RFC 3986 section 5.2.4 and the signers of AWS do.
     */
    private static String normalise(String path)
    {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            }
            else if (!Set.of("", ".").contains(segment)) {
                segments.addLast(segment);
            }
        }
        String end = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + end;
    }
}
