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
package io.glaux.reference.scan;

import io.glaux.source.OpaqueBytes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to read on.
 *
 * @param next the position of a row in the table
 * @param sent rows that were written before
 */
record ReadPosition(long next, long sent)
{
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

    OpaqueBytes bytes()
    {
        return OpaqueBytes.of("%s:%s".formatted(next, sent));
    }

    /**
     * @throws SourceException if it is none, or not one of this split
     */
    static ReadPosition of(OpaqueBytes bytes, Split split)
    {
        Matcher matcher = FORM.matcher(bytes.text());
        if (matcher.matches()) {
            ReadPosition position = new ReadPosition(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)));
            if (position.next() >= split.from() && position.next() <= split.to()) {
                return position;
            }
        }
        throw SourceException.of(SourceErrorCode.TICKET_INVALID, "A place to read on is not one of this split");
    }
}
