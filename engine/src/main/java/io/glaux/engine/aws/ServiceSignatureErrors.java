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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The errors of AWS's common front door for JSON and query services. Types and states differ between the two, words do
 * not.
 */
enum ServiceSignatureErrors
        implements SignatureErrors
{
    JSON(400,
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException",
            "IncompleteSignatureException"),
    QUERY(403, "InvalidClientTokenId", "SignatureDoesNotMatch", "MissingAuthenticationToken", "IncompleteSignature");

    private final int status;
    private final String unknownClient;
    private final String invalidSignature;
    private final String unsigned;
    private final String incomplete;

    ServiceSignatureErrors(
            int status,
            String unknownClient,
            String invalidSignature,
            String unsigned,
            String incomplete)
    {
        this.status = status;
        this.unknownClient = requireNonNull(unknownClient, "unknownClient is null");
        this.invalidSignature = requireNonNull(invalidSignature, "invalidSignature is null");
        this.unsigned = requireNonNull(unsigned, "unsigned is null");
        this.incomplete = requireNonNull(incomplete, "incomplete is null");
    }

    @Override
    public AwsException unsigned()
    {
        return new AwsException(status, unsigned, "Missing Authentication Token");
    }

    @Override
    public AwsException malformed(Place place, String what)
    {
        return new AwsException(400, incomplete, what);
    }

    @Override
    public AwsException unknownKey(String accessKeyId)
    {
        return new AwsException(status, unknownClient, "The security token included in the request is invalid.");
    }

    @Override
    public AwsException unknownToken()
    {
        return unknownKey("");
    }

    @Override
    public AwsException mismatch(String accessKeyId, String signature, String stringToSign, String canonicalRequest)
    {
        return new AwsException(status, invalidSignature,
                """
                The request signature we calculated does not match the signature you provided. \
                Check your AWS Secret Access Key \
                and signing method. Consult the service documentation for details.

                The Canonical String for this request should have been
                '%s'

                The String-to-Sign should have been
                '%s'
                """.formatted(canonicalRequest, stringToSign));
    }

    @Override
    public AwsException skewed(Instant asked, Instant now)
    {
        boolean late = asked.isBefore(now);
        Instant limit = late ? now.minus(MAX_SKEW) : now.plus(MAX_SKEW);
        return new AwsException(status, invalidSignature, "Signature %s: %s is %s than %s (%s %s 15 min.)".formatted(
                late ? "expired" : "not yet current",
                AMZ_DATE.format(asked),
                late ? "now earlier" : "still later",
                AMZ_DATE.format(limit),
                AMZ_DATE.format(now),
                late ? "-" : "+"));
    }

    @Override
    public AwsException scopeDate(Place place, String scopeDate, Instant asked)
    {
        String date = AMZ_DATE.format(asked);
        return new AwsException(
                status,
                invalidSignature,
                ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                        + "'%s' != '%s', from '%s'.").formatted(scopeDate, date.substring(0, 8), date));
    }

    @Override
    public AwsException expired(Instant asked, Duration validity, Instant now)
    {
        Instant end = asked.plus(validity);
        return new AwsException(status, invalidSignature,
                "Signature expired: %s is now earlier than %s (%s - %s min.)".formatted(
                        AMZ_DATE.format(asked),
                        AMZ_DATE.format(now.minus(validity)),
                        AMZ_DATE.format(now),
                        Duration.between(asked, end).toMinutes()));
    }

    @Override
    public AwsException unsignedHeaders(List<String> names)
    {
        if (names.contains("host")) {
            return new AwsException(
                    status,
                    invalidSignature,
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return new AwsException(
                status,
                invalidSignature,
                "There were headers present in the request which were not signed: " + String.join(", ", names));
    }

    @Override
    public AwsException unknownService(String service, List<String> known)
    {
        return new AwsException(
                status,
                invalidSignature,
                "Credential should be scoped to a service of this endpoint, not to '%s': it answers for %s".formatted(
                        service,
                        String.join(", ", known)));
    }
}
