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

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The credential scope of a SigV4 signature: who signed, and for which day, region and service.
 *
 * @param date eight digits
 */
record Credential(String accessKeyId, String date, String region, String service)
{
    static final String TERMINATOR = "aws4_request";

    Credential
    {
        requireNonNull(accessKeyId, "accessKeyId is null");
        requireNonNull(date, "date is null");
        requireNonNull(region, "region is null");
        requireNonNull(service, "service is null");
    }

    /**
     * @param text {@code KEY/DATE/REGION/SERVICE/aws4_request}; empty is returned for anything else
     */
    static Optional<Credential> parse(String text)
    {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != 5 || !parts.get(4).equals(TERMINATOR) || parts.stream().anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        if (!parts.get(1).chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.empty();
        }
        return Optional.of(new Credential(parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
    }

    String scope()
    {
        return String.join("/", date, region, service, TERMINATOR);
    }

    @Override
    public String toString()
    {
        return accessKeyId + "/" + scope();
    }
}
