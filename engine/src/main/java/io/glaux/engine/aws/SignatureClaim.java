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

import io.glaux.engine.aws.SignatureErrors.Place;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a request says of its signature, before anything of it is checked.
 *
 * @param amzDate {@code yyyyMMdd'T'HHmmss'Z'}
 * @param signedHeaders lower-case names in the order in which they were signed
 * @param validity how long the request holds after its date; only presigned requests say so
 * @param token the session token
 */
record SignatureClaim(
        Place place,
        Credential credential,
        String amzDate,
        List<String> signedHeaders,
        String signature,
        Optional<Duration> validity,
        Optional<String> token)
{
    private static final long LONGEST_VALIDITY_SECONDS = Duration.ofDays(7).toSeconds();
    private static final String PREFIX = "X-Amz-";

    SignatureClaim
    {
        requireNonNull(place, "place is null");
        requireNonNull(credential, "credential is null");
        requireNonNull(amzDate, "amzDate is null");
        signedHeaders = List.copyOf(signedHeaders);
        requireNonNull(signature, "signature is null");
        requireNonNull(validity, "validity is null");
        requireNonNull(token, "token is null");
    }

    Instant date()
    {
        return AmzDates.parse(amzDate).orElseThrow();
    }

    /**
     * The text of the credential, as it stands in the request; empty when the request is not signed by SigV4.
     */
    static Optional<String> credentialText(RequestHead head)
    {
        Optional<String> authorization = head.header("authorization");
        if (authorization.isPresent()) {
            return authorization.filter(value -> value.startsWith(SigningSecret.ALGORITHM))
                    .map(value -> fields(value).getOrDefault("Credential", ""));
        }
        return head.parameter(PREFIX + "Algorithm").map(_ -> head.parameter(PREFIX + "Credential").orElse(""));
    }

    static SignatureClaim parse(RequestHead head, SignatureErrors errors)
    {
        Optional<String> authorization = head.header("authorization");
        if (authorization.isPresent()) {
            return parseHeader(head, authorization.get(), errors);
        }
        if (head.parameter(PREFIX + "Algorithm").isPresent()) {
            return parseQuery(head, errors);
        }
        throw errors.unsigned();
    }

    private static SignatureClaim parseHeader(RequestHead head, String authorization, SignatureErrors errors)
    {
        if (!authorization.startsWith(SigningSecret.ALGORITHM + " ")) {
            throw errors.malformed(
                    Place.HEADER,
                    "Authorization header requires the algorithm " + SigningSecret.ALGORITHM);
        }
        Map<String, String> fields = fields(authorization);
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!fields.containsKey(name)) {
                throw errors.malformed(
                        Place.HEADER,
                        "Authorization header requires '%s' parameter. Authorization=%s".formatted(
                                name,
                                SigningSecret.ALGORITHM));
            }
        }
        String amzDate = head.header("x-amz-date")
                .or(() -> head.header("date"))
                .flatMap(AmzDates::normalise)
                .orElseThrow(() -> errors.malformed(
                        Place.HEADER,
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header with a " +
                                "valid date."));
        return new SignatureClaim(
                Place.HEADER,
                credential(fields.get("Credential"), Place.HEADER, errors),
                amzDate,
                signedHeaders(fields.get("SignedHeaders")),
                fields.get("Signature"),
                Optional.empty(),
                head.header("x-amz-security-token"));
    }

    private static SignatureClaim parseQuery(RequestHead head, SignatureErrors errors)
    {
        if (!head.parameter(PREFIX + "Algorithm").orElseThrow().equals(SigningSecret.ALGORITHM)) {
            throw errors.malformed(Place.QUERY, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        Map<String, String> values = new HashMap<>();
        for (String name : List.of("Credential", "Signature", "Date", "SignedHeaders", "Expires")) {
            values.put(name, head.parameter(PREFIX + name).orElseThrow(() -> errors.malformed(
                    Place.QUERY,
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, " +
                            "X-Amz-Signature, "
                            + "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.")));
        }
        if (AmzDates.parse(values.get("Date")).isEmpty()) {
            throw errors.malformed(
                    Place.QUERY,
                    "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }
        return new SignatureClaim(
                Place.QUERY,
                credential(values.get("Credential"), Place.QUERY, errors),
                values.get("Date"),
                signedHeaders(values.get("SignedHeaders")),
                values.get("Signature"),
                Optional.of(validity(values.get("Expires"), errors)),
                head.parameter(PREFIX + "Security-Token"));
    }

    private static Duration validity(String expires, SignatureErrors errors)
    {
        long seconds;
        try {
            seconds = Long.parseLong(expires);
        }
        catch (NumberFormatException e) {
            throw errors.malformed(Place.QUERY, "X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw errors.malformed(Place.QUERY, "X-Amz-Expires must be non-negative");
        }
        if (seconds > LONGEST_VALIDITY_SECONDS) {
            throw errors.malformed(
                    Place.QUERY,
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be " +
                            "less than "
                            + LONGEST_VALIDITY_SECONDS + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Credential credential(String text, Place place, SignatureErrors errors)
    {
        return Credential.parse(text).orElseThrow(() -> errors.malformed(
                place,
                ("Credential must have exactly 5 slash-delimited elements, e.g. " +
                        "keyid/date/region/service/aws4_request, got '%s'").formatted(text)));
    }

    private static List<String> signedHeaders(String text)
    {
        return List.of(text.split(";"));
    }

    private static Map<String, String> fields(String authorization)
    {
        List<String> parts = new ArrayList<>(Arrays.asList(
                authorization.substring(SigningSecret.ALGORITHM.length()).split(",")));
        Map<String, String> fields = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                fields.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
            }
        }
        return fields;
    }
}
