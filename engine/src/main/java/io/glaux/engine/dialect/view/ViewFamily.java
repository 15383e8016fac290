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
package io.glaux.engine.dialect.view;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;
import io.glaux.engine.query.work.StepFailedException;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * CREATE VIEW, DROP VIEW and SHOW CREATE VIEW. A view runs with the rights of who asks, as Athena's do; the engine
 * would take its owner's unless the statement says otherwise.
 */
public final class ViewFamily
        implements StatementFamily
{
    private static final String INVOKER = " SECURITY INVOKER";
    private static final Pattern SECURITY = Pattern.compile(" SECURITY (?:INVOKER|DEFINER)(?=\\s)");
    private static final Pattern PLACE = Pattern.compile("\\bline (\\d+):(\\d+)");

    private final StatementParser engineParser;
    private final UnaryOperator<String> translation;

    /**
     * @param translation of a statement with a query of Athena's SQL to one with the engine's; it keeps places
     */
    public ViewFamily(StatementParser engineParser, UnaryOperator<String> translation)
    {
        this.engineParser = requireNonNull(engineParser, "engineParser is null");
        this.translation = requireNonNull(translation, "translation is null");
    }

    @Override
    public boolean claims(String sql)
    {
        return isCreate(new StatementHead(sql))
                || new StatementHead(sql).take("DROP", "VIEW")
                || isShow(sql);
    }

    @Override
    public StatementKind parse(String sql)
    {
        return engineParser.parse(sql);
    }

    @Override
    public StatementWork plan(StatementRequest request)
    {
        StatementHead head = new StatementHead(request.sql());
        if (isCreate(head)) {
            return create(request, head);
        }
        if (isShow(request.sql())) {
            return (steps, rows) -> {
                String statement = (String) steps.run(request).rows().getFirst().getFirst();
                rows.columns(List.of(new ResultColumn("Create View", VARCHAR)));
                rows.page(lines(SECURITY.matcher(statement).replaceFirst("")));
                return StatementOutcome.NONE;
            };
        }
        return (steps, _) -> steps.run(request).outcome();
    }

    private StatementWork create(StatementRequest request, StatementHead head)
    {
        if (!request.parameters().isEmpty()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "CREATE VIEW takes no execution parameters: write the values into its query");
        }
        head.takeName();
        if (head.take("COMMENT")) {
            head.takeString();
        }
        int place = head.position();
        boolean says = head.take("SECURITY");
        String sql = request.sql();
        String invoker = says ? sql : sql.substring(0, place) + INVOKER + sql.substring(place);
        return (steps, _) -> {
            try {
                return steps.run(request.withStatement(translation.apply(invoker))).outcome();
            }
            catch (StepFailedException e) {
                StatementFailure failure = e.failure();
                throw says ? e : new StepFailedException(new StatementFailure(
                        failure.type(),
                        failure.name(),
                        withoutInsertion(failure.message(), sql.substring(0, place)),
                        failure.cancelled()));
            }
        };
    }

    /**
     * A message about the statement of the user: the words that were put in move what stands behind them in their line.
     */
    private static String withoutInsertion(String message, String before)
    {
        long line = before.chars().filter(character -> character == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return PLACE.matcher(message).replaceAll((MatchResult place) -> {
            int placeColumn = Integer.parseInt(place.group(2));
            if (Long.parseLong(place.group(1)) != line || placeColumn < column) {
                return place.group();
            }
            return "line %s:%s".formatted(line, Math.max(column, placeColumn - INVOKER.length()));
        });
    }

    /**
     * A row for each line, as Athena gives them.
     */
    private static Page lines(String text)
    {
        List<String> lines = text.lines().toList();
        BlockBuilder builder = VARCHAR.createBlockBuilder(null, lines.size());
        lines.forEach(line -> VARCHAR.writeString(builder, line));
        return new Page(builder.build());
    }

    private static boolean isCreate(StatementHead head)
    {
        return head.take("CREATE", "VIEW") || head.take("CREATE", "OR", "REPLACE", "VIEW");
    }

    private static boolean isShow(String sql)
    {
        return new StatementHead(sql).take("SHOW", "CREATE", "VIEW");
    }
}
