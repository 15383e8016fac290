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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The date that a request is signed with, in the forms that SigV4 takes.
 */
final class AmzDates
{
    private AmzDates() {}

    /**
     * @param text {@code yyyyMMdd'T'HHmmss'Z'}
     */
    static Optional<Instant> parse(String text)
    {
        return parse(text, SignatureErrors.AMZ_DATE);
    }

    /**
     * The date as {@code yyyyMMdd'T'HHmmss'Z'}, from that form or the one of HTTP's Date header.
     */
    static Optional<String> normalise(String text)
    {
        return parse(text)
                .or(() -> parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
                .map(SignatureErrors.AMZ_DATE::format);
    }

    private static Optional<Instant> parse(String text, DateTimeFormatter format)
    {
        try {
            return Optional.of(format.parse(text, Instant::from));
        }
        catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
