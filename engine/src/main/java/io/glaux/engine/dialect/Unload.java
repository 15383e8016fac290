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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.SqlToken;
import io.glaux.engine.dialect.text.TokenCursor;

import static java.util.Objects.requireNonNull;

/**
 * UNLOAD, as it was written: the page
 * <a href="https://docs.aws.amazon.com/athena/latest/ug/unload.html">UNLOAD</a>.
 *
 * @param start offset of UNLOAD
 * @param queryStart offset of the query, without its parentheses
 * @param queryEnd offset after the query
 * @param location the S3 URI after TO
 */
record Unload(int start, int queryStart, int queryEnd, String location, TableProperties properties)
{
    Unload
    {
        requireNonNull(location, "location is null");
        requireNonNull(properties, "properties is null");
    }

    static boolean isNext(TokenCursor cursor)
    {
        return cursor.isNext("UNLOAD");
    }

    static Unload read(TokenCursor cursor)
    {
        int start = cursor.peek().start();
        cursor.expect("UNLOAD");
        if (!cursor.peek().isSymbol("(")) {
            throw cursor.unexpected("'('");
        }
        int queryStart = cursor.peek().end();
        SqlToken close = cursor.takeGroup();
        cursor.expect("TO");
        String location = cursor.expectString().value();
        TableProperties properties = cursor.takeIf("WITH") ? TableProperties.read(cursor) : TableProperties.none();
        if (!cursor.atEnd()) {
            throw cursor.unexpected("<EOF>");
        }
        if (!properties.has("format")) {
            throw DialectErrors.syntax("line %s: UNLOAD needs the property format".formatted(
                    cursor.position(cursor.peek())));
        }
        return new Unload(start, queryStart, close.start(), location, properties);
    }
}
