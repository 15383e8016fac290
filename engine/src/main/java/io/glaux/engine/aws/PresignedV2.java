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
import io.glaux.engine.identity.Identities;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.SigningKey;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The older presigned URLs of S3 ({@code AWSAccessKeyId}, {@code Expires}, {@code Signature}): boto3 still makes them
 * where nothing else is configured, and S3 in us-east-1 still takes them (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">specification</a>).
 */
final class PresignedV2
{
    private static final String KEY = "AWSAccessKeyId";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    /**
     * The parameters that are part of the resource: all that make another operation of a request, so that none of them
     * can be added to a URL that was signed without it.
     */
    private static final Set<String> SUBRESOURCES = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "defaultObjectAcl",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "retention",
            "select",
            "select-type",
            "session",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private final Identities identities;
    private final Clock clock;

    PresignedV2(Identities identities, Clock clock)
    {
        this.identities = requireNonNull(identities, "identities is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    static boolean isPresigned(RequestHead head)
    {
        return List.of(KEY, "Expires", "Signature").stream().allMatch(name -> head.parameter(name).isPresent());
    }

    Principal verify(RequestHead head)
    {
        SignatureErrors errors = S3SignatureErrors.INSTANCE;
        String expires = head.parameter("Expires").orElseThrow();
        if (!SECONDS.matcher(expires).matches()) {
            throw new AwsException(403, "AccessDenied", "Invalid date (should be seconds since epoch): " + expires);
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        if (end.isBefore(clock.instant())) {
            throw errors.expired(end, Duration.ZERO, clock.instant());
        }
        String accessKeyId = head.parameter(KEY).orElseThrow();
        SigningKey key = identities.signingKey(accessKeyId).orElseThrow(() -> errors.unknownKey(accessKeyId));
        if (head.parameter("x-amz-security-token").isPresent() || head.header("x-amz-security-token").isPresent()) {
            throw errors.unknownToken();
        }
        checkAmzParameters(head, errors);
        String signature = head.parameter("Signature").orElseThrow();
        String resource = VirtualHost.bucket(head.header("host").orElse("")).map("/"::concat).orElse("") + head.path();
        String stringToSign = stringToSign(head, expires, resource);
        if (!MessageDigest.isEqual(sign(key.key().secret(), stringToSign), signature.getBytes(UTF_8))) {
            throw errors.mismatch(accessKeyId, signature, stringToSign, "");
        }
        return key.principal();
    }

    /**
     * The parameters that stand for headers are signed by their names in lower case, one value each, and a header of
     * that name is signed in place of the parameter. Any other is not signed, and would go on to the storage as a
     * header all the same.
     */
    private static void checkAmzParameters(RequestHead head, SignatureErrors errors)
    {
        Set<String> signed = new HashSet<>();
        List<String> unsigned = head.parameters().stream()
                .map(Parameter::decodedName)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-amz-"))
                .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT))
                        || head.headers().containsKey(name)
                        || !signed.add(name))
                .sorted()
                .toList();
        if (!unsigned.isEmpty()) {
            throw errors.unsignedHeaders(unsigned);
        }
    }

    private static String stringToSign(RequestHead head, String expires, String resource)
    {
        StringBuilder text = new StringBuilder(head.method()).append('\n');
        text.append(head.header("content-md5").orElse("")).append('\n');
        text.append(head.header("content-type").orElse("")).append('\n');
        text.append(expires).append('\n');
        Set<String> names = new TreeSet<>(head.headers().keySet());
        head.parameters().stream().map(Parameter::decodedName).filter(name -> name.startsWith("x-amz-"))
                .forEach(names::add);
        for (String name : names) {
            if (name.startsWith("x-amz-")) {
                String value = head.headers().containsKey(name)
                        ? String.join(",", head.headers().get(name))
                        : head.parameter(name).orElseThrow();
                text.append(name).append(':').append(value.strip()).append('\n');
            }
        }
        String subresources = head.parameters().stream()
                .filter(parameter -> SUBRESOURCES.contains(parameter.decodedName()))
                .sorted(Comparator.comparing(Parameter::decodedName))
                .map(parameter -> parameter.decodedValue().isEmpty()
                        ? parameter.decodedName()
                        : parameter.decodedName() + "=" + parameter.decodedValue())
                .collect(Collectors.joining("&"));
        return text.append(resource).append(subresources.isEmpty() ? "" : "?" + subresources).toString();
    }

    private static byte[] sign(String secret, String stringToSign)
    {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encode(mac.doFinal(stringToSign.getBytes(UTF_8)));
        }
        catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
