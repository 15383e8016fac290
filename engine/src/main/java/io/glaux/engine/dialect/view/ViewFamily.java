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

import io.glaux.engine.dialect.MappedStep;
import io.glaux.engine.dialect.text.DecimalLiterals;
import io.glaux.engine.dialect.text.TokenCursor;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;
import io.trino.spi.Page;
import io.trino.spi.block.BlockBuilder;

import java.util.List;
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

    private final StatementParser engineParser;

    public ViewFamily(StatementParser engineParser)
    {
        this.engineParser = requireNonNull(engineParser, "engineParser is null");
    }

    @Override
    public boolean claims(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        return isCreate(cursor) || cursor.isNext("DROP", "VIEW") || isShow(cursor);
    }

    @Override
    public StatementKind parse(String sql)
    {
        return engineParser.parse(sql);
    }

    @Override
    public StatementWork plan(StatementRequest request)
    {
        TokenCursor cursor = new TokenCursor(request.sql());
        if (isCreate(cursor)) {
            return create(request, cursor);
        }
        if (isShow(cursor)) {
            return (steps, rows) -> {
                String statement = (String) steps.run(request).rows().getFirst().getFirst();
                rows.columns(List.of(new ResultColumn("Create View", VARCHAR)));
                rows.page(lines(SECURITY.matcher(statement).replaceFirst("")));
                return StatementOutcome.NONE;
            };
        }
        return (steps, _) -> steps.run(request).outcome();
    }

    private static StatementWork create(StatementRequest request, TokenCursor cursor)
    {
        if (!request.parameters().isEmpty()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "CREATE VIEW takes no execution parameters: write the values into its query");
        }
        int place = cursor.expectName().end();
        if (cursor.takeIf("COMMENT")) {
            place = cursor.take().end();
        }
        String sql = request.sql();
        Translation.Builder edits = Translation.of(sql);
        if (!cursor.isNext("SECURITY")) {
            edits.insert(place, INVOKER);
        }
        DecimalLiterals.translate(sql, place, sql.length(), edits);
        Translation translation = edits.build();
        return (steps, _) -> MappedStep.run(steps, request, translation);
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

    /**
     * Takes the words of a CREATE VIEW, if they come next.
     */
    private static boolean isCreate(TokenCursor cursor)
    {
        return cursor.takeIf("CREATE", "VIEW") || cursor.takeIf("CREATE", "OR", "REPLACE", "VIEW");
    }

    private static boolean isShow(TokenCursor cursor)
    {
        return cursor.isNext("SHOW", "CREATE", "VIEW");
    }
}
