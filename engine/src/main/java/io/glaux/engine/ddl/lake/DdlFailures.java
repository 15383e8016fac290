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
package io.glaux.engine.ddl.lake;

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.work.StepFailedException;

/**
 * Failures of DDL statements in Athena's words, which are Hive's: what its analysis refuses, and what its task could
 * not do.
 */
public final class DdlFailures
{
    private DdlFailures() {}

    public static StepFailedException databaseNotFound(String name)
    {
        return semantic("[Error 10072]: Database does not exist: " + name);
    }

    /**
     * @param table with the database or without, as the statement at hand says it
     */
    public static StepFailedException tableNotFound(String table)
    {
        return semantic("[Error 10001]: Table not found " + table);
    }

    /**
     * @param what the error's number and text, or the text
     */
    public static StepFailedException semantic(String what)
    {
        return failure(StatementFailure.DDL_NOT_VALID, "FAILED: SemanticException " + what);
    }

    public static StepFailedException task(String what)
    {
        return failure(
                StatementFailure.DDL_FAILED,
                "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. " + what);
    }

    /**
     * A sentence without Hive's prefix.
     */
    public static StepFailedException invalid(String sentence)
    {
        return failure(StatementFailure.DDL_INVALID_ARGUMENT, sentence);
    }

    public static StepFailedException notSupported(String sentence)
    {
        return failure(StatementFailure.DDL_NOT_SUPPORTED, sentence);
    }

    private static StepFailedException failure(String name, String message)
    {
        return new StepFailedException(new StatementFailure(ErrorType.USER, name, message, false));
    }
}
