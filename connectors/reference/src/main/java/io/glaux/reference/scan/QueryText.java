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

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in the source's own language: {@code SCAN schema.table [LIMIT n]}, names in double quotes where they have
 * other characters than letters, digits and underscores. There is nothing in it to write with.
 */
record QueryText(SourceTableName table, OptionalLong limit)
{
    private static final String NAME = "(?:\"([^\"]+)\"|(\\w+))";
    private static final Pattern SCAN = Pattern.compile(
            "\\s*SCAN\\s+" + NAME + "\\." + NAME + "(?:\\s+LIMIT\\s+(\\d{1,18}))?\\s*",
            Pattern.CASE_INSENSITIVE);

    /**
     * @throws SourceException if it is not of this form
     */
    static QueryText of(String text)
    {
        Matcher matcher = SCAN.matcher(text);
        if (!matcher.matches()) {
            throw SourceException.of(
                    SourceErrorCode.INVALID_QUERY,
                    "A query of this source is: SCAN schema.table [LIMIT n]; it cannot write");
        }
        String limit = matcher.group(5);
        return new QueryText(
                new SourceTableName(
                        matcher.group(1) == null ? matcher.group(2) : matcher.group(1),
                        matcher.group(3) == null ? matcher.group(4) : matcher.group(3)),
                limit == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(limit)));
    }
}
