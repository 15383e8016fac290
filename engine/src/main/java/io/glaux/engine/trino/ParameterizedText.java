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

import com.google.common.collect.ImmutableMap;
import io.glaux.engine.query.StatementRequest;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FieldReference;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.StringLiteral;

import java.util.Map;

import static io.trino.sql.ExpressionFormatter.formatExpression;
import static java.util.stream.Collectors.joining;

/**
 * A statement with its execution parameters, as Trino takes them: the statement prepared under a name, and an EXECUTE
 * of it. As in Athena, a parameter that is an expression without columns is that expression, and anything else is a
 * string. Either goes through Trino's parser or its formatter: no text of a parameter becomes SQL as it stands.
 */
record ParameterizedText(String sql, Map<String, String> preparedStatements)
{
    private static final String STATEMENT_NAME = "statement";
    private static final NodeLocation START = new NodeLocation(1, 1);
    private static final SqlParser PARSER = new SqlParser();

    static ParameterizedText of(StatementRequest request)
    {
        if (request.parameters().isEmpty()) {
            return new ParameterizedText(request.sql(), ImmutableMap.of());
        }
        return new ParameterizedText(
                request.parameters().stream()
                        .map(value -> formatExpression(argument(value)))
                        .collect(joining(", ", "EXECUTE %s USING ".formatted(STATEMENT_NAME), "")),
                ImmutableMap.of(STATEMENT_NAME, request.sql()));
    }

    /**
     * What a parameter stands for.
     */
    static Expression argument(String value)
    {
        try {
            Expression expression = PARSER.createExpression(value);
            if (isConstant(expression)) {
                return expression;
            }
        }
        catch (ParsingException _) {
            // no expression: a string
        }
        return new StringLiteral(START, value);
    }

    static boolean isConstant(Node node)
    {
        return switch (node) {
            case Identifier _, DereferenceExpression _, FieldReference _, Parameter _, Query _ -> false;
            // the name of a type is an identifier
            case DataType _ -> true;
            default -> node.getChildren().stream().allMatch(ParameterizedText::isConstant);
        };
    }
}
