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

/**
 * The table of UPDATE, DELETE and MERGE.
 */
final class ChangedRows
{
    private ChangedRows() {}

    /**
     * Empty if the statement at the cursor is none of them.
     */
    static Optional<QualifiedName> read(TokenCursor cursor)
    {
        boolean isOne = cursor.takeIf("UPDATE") || cursor.takeIf("DELETE", "FROM") || cursor.takeIf("MERGE", "INTO");
        return isOne && cursor.peek().isIdentifier() ? Optional.of(cursor.expectName()) : Optional.empty();
    }
}
