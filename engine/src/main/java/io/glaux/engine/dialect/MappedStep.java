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

import io.glaux.engine.dialect.text.DecimalLiterals;
import io.glaux.engine.dialect.text.SqlLexer;
import io.glaux.engine.dialect.text.SqlToken;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StepFailedException;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a translated statement. What the engine says of it is about the user's text.
 */
public final class MappedStep
{
    private MappedStep() {}

    /**
     * Runs one whose rows nobody takes.
     */
    public static StatementOutcome run(StatementSteps steps, StatementRequest request, Translation translation)
    {
        return stream(steps, request, translation, new ColumnNames(), _ -> {});
    }

    static StatementOutcome stream(
            StatementSteps steps,
            StatementRequest request,
            Translation translation,
            ResultSink rows,
            Consumer<String> engineQuery)
    {
        List<String> parameters = request.parameters().stream().map(MappedStep::parameter).toList();
        try {
            return steps.stream(request.withStatement(translation.text(), parameters), rows, engineQuery);
        }
        catch (StepFailedException e) {
            throw e.withMessage(translation.message(e.failure().message()));
        }
    }

    /**
     * A number with a point is a double as a parameter too; anything longer may be no expression, and so a string.
     */
    private static String parameter(String value)
    {
        List<SqlToken> tokens = SqlLexer.tokens(value).stream()
                .filter(token -> !token.isBlank() && !token.isSymbol("-") && !token.isSymbol("+"))
                .toList();
        return tokens.size() == 1 && tokens.getFirst().kind() == SqlToken.Kind.DECIMAL
                ? DecimalLiterals.translate(value).text()
                : value;
    }
}
