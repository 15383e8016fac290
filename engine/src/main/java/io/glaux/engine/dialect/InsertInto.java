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

import io.glaux.engine.dialect.text.QualifiedName;
import io.glaux.engine.dialect.text.TokenCursor;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * INSERT, and INSERT OVERWRITE, which Athena has not: as Hive and Spark write it.
 *
 * @param targetStart offset of what stands between INSERT and the name
 */
record InsertInto(QualifiedName name, boolean overwrites, int targetStart)
{
    InsertInto
    {
        requireNonNull(name, "name is null");
    }

    /**
     * Empty if the statement at the cursor is none.
     */
    static Optional<InsertInto> read(TokenCursor cursor)
    {
        if (!cursor.isNext("INSERT", "INTO") && !cursor.isNext("INSERT", "OVERWRITE")) {
            return Optional.empty();
        }
        cursor.expect("INSERT");
        int targetStart = cursor.peek().start();
        boolean overwrites = cursor.take().isWord("OVERWRITE");
        if (overwrites && !cursor.takeIf("TABLE")) {
            cursor.takeIf("INTO");
        }
        return cursor.peek().isIdentifier()
                ? Optional.of(new InsertInto(cursor.expectName(), overwrites, targetStart))
                : Optional.empty();
    }
}
