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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.grammar.AthenaDdlLexer;
import io.glaux.engine.ddl.grammar.AthenaDdlParser;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StatementContext;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.error.GlauxException;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Parses Athena's Hive-style DDL.
 *
 * <p>Public reports show Athena's errors in DDL in three forms. ANTLR's words, for a plain CREATE TABLE with a name in
 * double quotes: {@code line 1:14: no viable alternative at input 'CREATE TABLE "test"'}. The words of the grammar of
 * queries, where that one read the statement last, for MSCK with a name in double quotes:
 * {@code line 1:1: mismatched input 'MSCK'. Expecting: 'ALTER', ..}. And Hive's own, for MSCK with a comment before it:
 * {@code FAILED: ParseException line 1:0 cannot recognize input near '/' '*'}. Which of Athena's parsers gives up last
 * is documented nowhere. Here it is always ANTLR's words, with lines and columns that count from 1: they are those of
 * the grammar that the statement is for, and say what was expected. After them comes what to do where that is known.
 * What Athena has not at all begins with its words for that, {@code Queries of this type are not supported}, and ends
 * with what it is.
 *
 * <p>More lenient than Athena: block comments are allowed, a property may have a number without quotes, and TIMESTAMP,
 * TIME, START and DAYOFWEEK may be names without backticks, because examples of its user guide have them so.
 */
public final class DdlParser
{
    private static final int DEEPEST_TYPE = 100;

    private DdlParser() {}

    /**
     * Whether a statement is for this grammar, by its first words: also one that this grammar refuses because Athena
     * does. CREATE TABLE AS, views, prepared statements and everything about rows are for the grammar of queries.
     */
    public static boolean claims(String sql)
    {
        return StatementOpening.of(lexer(sql)).owner() != StatementOpening.Owner.QUERIES;
    }

    /**
     * @throws GlauxException SYNTAX_ERROR: with the place for what cannot be read, and for what Athena refuses
     */
    public static DdlStatement parse(String sql)
    {
        StatementOpening opening = StatementOpening.of(lexer(sql));
        if (opening.owner() == StatementOpening.Owner.NOBODY) {
            throw DdlErrors.refused(opening.words());
        }
        CommonTokenStream tokens = new CommonTokenStream(lexer(sql));
        tokens.fill();
        checkSingle(tokens, sql);
        checkDepth(tokens);
        return StatementBuilder.build(tree(tokens));
    }

    private static StatementContext tree(CommonTokenStream tokens)
    {
        try {
            return tree(tokens, PredictionMode.SLL, new BailErrorStrategy());
        }
        catch (ParseCancellationException _) {
            // the fast way fails at the same statements, and at a few that are right; it cannot tell what is wrong
            tokens.seek(0);
            return tree(tokens, PredictionMode.LL, new FirstErrorStrategy());
        }
    }

    private static StatementContext tree(CommonTokenStream tokens, PredictionMode mode, ANTLRErrorStrategy strategy)
    {
        AthenaDdlParser parser = new AthenaDdlParser(tokens);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(mode);
        parser.setErrorHandler(strategy);
        return parser.singleStatement().statement();
    }

    private static AthenaDdlLexer lexer(String sql)
    {
        AthenaDdlLexer lexer = new AthenaDdlLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        return lexer;
    }

    private static void checkSingle(CommonTokenStream tokens, String sql)
    {
        boolean ended = false;
        for (Token token : tokens.getTokens()) {
            if (token.getType() == AthenaDdlLexer.SEMICOLON) {
                ended = true;
            }
            else if (ended && token.getType() != Token.EOF && token.getChannel() == Token.DEFAULT_CHANNEL) {
                throw DdlErrors.syntax("Only one sql statement is allowed. Got: " + DdlErrors.excerpt(sql));
            }
        }
    }

    /**
     * The parser calls itself for a type in a type: a statement must not reach the end of the thread's stack with that.
     */
    private static void checkDepth(CommonTokenStream tokens)
    {
        int depth = 0;
        for (Token token : tokens.getTokens()) {
            if (token.getType() == AthenaDdlLexer.LESS_THAN) {
                depth++;
            }
            else if (token.getType() == AthenaDdlLexer.GREATER_THAN) {
                depth--;
            }
            if (depth > DEEPEST_TYPE) {
                throw DdlErrors.syntax(token, "types are nested more than %s deep".formatted(DEEPEST_TYPE));
            }
        }
    }
}
