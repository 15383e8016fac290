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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What AWS answers when a signature does not hold; each protocol has its own words.
 */
interface SignatureErrors
{
    /**
     * How far the date of a request may be from ours.
     */
    Duration MAX_SKEW = Duration.ofMinutes(15);

    DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * Where the signature stands in the request.
     */
    enum Place
    {
        HEADER, QUERY
    }

    AwsException unsigned();

    AwsException malformed(Place place, String what);

    AwsException unknownKey(String accessKeyId);

    AwsException unknownToken();

    AwsException mismatch(String accessKeyId, String signature, String stringToSign, String canonicalRequest);

    AwsException skewed(Instant asked, Instant now);

    AwsException scopeDate(Place place, String scopeDate, Instant asked);

    AwsException expired(Instant asked, Duration validity, Instant now);

    AwsException unsignedHeaders(List<String> names);

    /**
     * The service in the credential scope is none that this endpoint answers for.
     */
    AwsException unknownService(String service, List<String> known);
}
