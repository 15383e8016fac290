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
 * CREATE TABLE AS, as it was written.
 *
 * @param columns position of a list of columns, when there is one
 * @param queryStart offset of the query, after AS
 */
record CreateTableAs(
        boolean ifNotExists,
        QualifiedName name,
        Optional<String> columns,
        Optional<String> comment,
        TableProperties properties,
        int queryStart)
{
    CreateTableAs
    {
        requireNonNull(name, "name is null");
        requireNonNull(columns, "columns is null");
        requireNonNull(comment, "comment is null");
        requireNonNull(properties, "properties is null");
    }

    /**
     * Whether the statement at the cursor is one; the cursor is used up.
     */
    static boolean isNext(TokenCursor cursor)
    {
        if (!cursor.takeIf("CREATE", "TABLE")) {
            return false;
        }
        cursor.takeIf("IF", "NOT", "EXISTS");
        if (!cursor.peek().isIdentifier()) {
            return false;
        }
        cursor.expectName();
        while (!cursor.atEnd()) {
            if (cursor.isNext("AS")) {
                return true;
            }
            if (cursor.peek().isSymbol("(")) {
                cursor.takeGroup();
            }
            else {
                cursor.take();
            }
        }
        return false;
    }

    static CreateTableAs read(TokenCursor cursor)
    {
        cursor.expect("CREATE");
        cursor.expect("TABLE");
        boolean ifNotExists = cursor.takeIf("IF", "NOT", "EXISTS");
        QualifiedName name = cursor.expectName();
        Optional<String> columns = Optional.empty();
        if (cursor.peek().isSymbol("(")) {
            columns = Optional.of(cursor.position(cursor.peek()));
            cursor.takeGroup();
        }
        Optional<String> comment = cursor.takeIf("COMMENT")
                ? Optional.of(cursor.expectString().value())
                : Optional.empty();
        TableProperties properties = cursor.takeIf("WITH") ? TableProperties.read(cursor) : TableProperties.none();
        cursor.expect("AS");
        return new CreateTableAs(ifNotExists, name, columns, comment, properties, cursor.peek().start());
    }
}
