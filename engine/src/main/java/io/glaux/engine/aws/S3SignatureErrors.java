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

import com.google.common.collect.ImmutableMap;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * S3's own: <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">list of error codes</a>.
 */
enum S3SignatureErrors
        implements SignatureErrors
{
    INSTANCE;

    @Override
    public AwsException unsigned()
    {
        return new AwsException(403, "AccessDenied", "Access Denied");
    }

    @Override
    public AwsException malformed(Place place, String what)
    {
        return place == Place.HEADER
                ? new AwsException(
                400,
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; " + what)
                : new AwsException(400, "AuthorizationQueryParametersError", what);
    }

    @Override
    public AwsException unknownKey(String accessKeyId)
    {
        return new AwsException(
                403,
                "InvalidAccessKeyId",
                "The AWS Access Key Id you provided does not exist in our records.",
                Map.of("AWSAccessKeyId", accessKeyId));
    }

    @Override
    public AwsException unknownToken()
    {
        return new AwsException(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
    }

    @Override
    public AwsException mismatch(String accessKeyId, String signature, String stringToSign, String canonicalRequest)
    {
        return new AwsException(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and " +
                        "signing method.",
                ImmutableMap.of(
                        "AWSAccessKeyId", accessKeyId,
                        "StringToSign", stringToSign,
                        "SignatureProvided", signature,
                        "CanonicalRequest", canonicalRequest));
    }

    @Override
    public AwsException skewed(Instant asked, Instant now)
    {
        return new AwsException(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the current time is too large.",
                ImmutableMap.of(
                        "RequestTime", AMZ_DATE.format(asked),
                        "ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis())));
    }

    @Override
    public AwsException scopeDate(Place place, String scopeDate, Instant asked)
    {
        return malformed(place,
                "Invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\".".formatted(
                        scopeDate,
                        AMZ_DATE.format(asked).substring(0, 8)));
    }

    @Override
    public AwsException expired(Instant asked, Duration validity, Instant now)
    {
        return new AwsException(403, "AccessDenied", "Request has expired", ImmutableMap.of(
                "X-Amz-Expires", Long.toString(validity.toSeconds()),
                "Expires", asked.plus(validity).truncatedTo(ChronoUnit.SECONDS).toString(),
                "ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    @Override
    public AwsException unsignedHeaders(List<String> names)
    {
        return new AwsException(
                403,
                "AccessDenied",
                "There were headers present in the request which were not signed",
                Map.of("HeadersNotSigned", String.join(", ", names)));
    }

    @Override
    public AwsException unknownService(String service, List<String> known)
    {
        return new AwsException(400, "AuthorizationHeaderMalformed",
                """
                The authorization header is malformed; incorrect service "%s". \
                This endpoint belongs to %s.""".formatted(
                        service,
                        known.stream().map("\"%s\""::formatted).toList()));
    }
}
