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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.work.StepFailedException;

/**
 * Failures of statements, under the names that the engine has for them.
 */
final class DialectErrors
{
    private DialectErrors() {}

    /**
     * A text that is refused before there is a query.
     */
    static GlauxException syntax(String message)
    {
        return new GlauxException(ErrorCode.SYNTAX_ERROR, message);
    }

    /**
     * A property of a table that is wrong.
     *
     * @param position where it stands, {@code line:column}
     */
    static StepFailedException property(String position, String message)
    {
        return failure("INVALID_TABLE_PROPERTY", "line %s: %s".formatted(position, message));
    }

    static StepFailedException failure(String name, String message)
    {
        return new StepFailedException(new StatementFailure(ErrorType.USER, name, message, false));
    }

    /**
     * The page
     * <a href="https://docs.aws.amazon.com/athena/latest/ug/ctas-considerations-limitations.html">Considerations and
     * limitations for CTAS queries</a>: data is never overwritten.
     */
    static StepFailedException notEmpty(String database, String table, String location)
    {
        return failure(
                "HIVE_PATH_ALREADY_EXISTS",
                ("Target directory for table '%s.%s' already exists: %s. You may need to manually clean the data at " +
                "location '%s' before retrying. Athena will not delete data in your account.").formatted(
                        database, table, location, location));
    }
}
