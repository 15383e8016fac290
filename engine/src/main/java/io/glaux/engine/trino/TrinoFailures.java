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
package io.glaux.engine.trino;

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementFailure;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.spi.ErrorCode;

import java.util.regex.Pattern;

import static io.trino.spi.StandardErrorCode.USER_CANCELED;
import static java.util.Objects.requireNonNullElse;

/**
 * Trino's failures as ours.
 */
final class TrinoFailures
{
    private static final String CONSTRAINT_VIOLATION = "CONSTRAINT_VIOLATION";

    /**
     * What the AWS SDK says after the sentence of the catalog, for those who call a service.
     */
    private static final Pattern GLUE_DETAILS = Pattern.compile(
            " \\(Service: Glue, Status Code: [0-9]+(, [^()]*)?\\)( \\(SDK Attempt Count: [0-9]+\\))?");

    /**
     * Classes of exceptions around the one that says what is wrong.
     */
    private static final Pattern CLASSES =
            Pattern.compile("^([a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z]*(Exception|Error): ");

    private TrinoFailures() {}

    static StatementFailure of(ExecutionFailureInfo failure)
    {
        return of(failure.errorCode(), requireNonNullElse(failure.message(), failure.type()));
    }

    static StatementFailure of(ErrorCode code, String message)
    {
        if (code.equals(USER_CANCELED.toErrorCode())) {
            return cancelled();
        }
        String sentence = withoutClasses(GLUE_DETAILS.matcher(message).replaceAll(""));
        if (code.getName().equals("HIVE_METASTORE_ERROR") && sentence.startsWith(CONSTRAINT_VIOLATION + ": ")) {
            // the catalog refuses the query, not itself: Athena's name for that stands before the sentence
            return new StatementFailure(
                    ErrorType.USER,
                    CONSTRAINT_VIOLATION,
                    sentence.substring(CONSTRAINT_VIOLATION.length() + 2),
                    false);
        }
        return new StatementFailure(typeOf(code), code.getName(), sentence, false);
    }

    static StatementFailure cancelled()
    {
        return new StatementFailure(ErrorType.USER, USER_CANCELED.name(), "Query cancelled by user", true);
    }

    /**
     * A failure of whoever takes the rows.
     */
    static StatementFailure of(Throwable failure)
    {
        if (failure instanceof GlauxException glaux) {
            return new StatementFailure(glaux.code().type(), glaux.code().name(), glaux.getMessage(), false);
        }
        return new StatementFailure(
                ErrorType.ENGINE,
                io.glaux.engine.error.ErrorCode.INTERNAL_ERROR.name(),
                requireNonNullElse(failure.getMessage(), failure.getClass().getName()),
                false);
    }

    private static String withoutClasses(String message)
    {
        String sentence = message;
        while (CLASSES.matcher(sentence).find()) {
            sentence = CLASSES.matcher(sentence).replaceFirst("");
        }
        return sentence;
    }

    private static ErrorType typeOf(ErrorCode code)
    {
        return switch (code.getType()) {
            case USER_ERROR -> ErrorType.USER;
            case INTERNAL_ERROR -> ErrorType.ENGINE;
            case INSUFFICIENT_RESOURCES -> ErrorType.RESOURCES;
            case EXTERNAL -> ErrorType.SOURCE;
        };
    }
}
