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
import io.glaux.engine.error.GlauxException;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

import java.util.HashSet;
import java.util.Set;

/**
 * Which steps through the grammar were taken so far: the state of the parser with the token that it reads there or the
 * alternative that it takes, and the state and the token at which a statement is wrong.
 */
final class ParserCoverage
{
    private static final int SYMBOLS = 1024;
    private static final int ERROR = 4096;

    private final Set<Integer> seen = new HashSet<>();

    /**
     * Whether the statement takes a step that none took before.
     */
    boolean isNew(String sql)
    {
        AthenaDdlLexer lexer = new AthenaDdlLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        RecordingParser parser = new RecordingParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.setErrorHandler(new FirstErrorStrategy());
        try {
            parser.singleStatement();
        }
        catch (GlauxException e) {
            parser.step(parser.getState() + ERROR * e.code().name().length(), parser.getCurrentToken().getType());
        }
        return seen.addAll(parser.steps);
    }

    int size()
    {
        return seen.size();
    }

    private static final class RecordingParser
            extends AthenaDdlParser
    {
        private final Set<Integer> steps = new HashSet<>();

        RecordingParser(CommonTokenStream tokens)
        {
            super(tokens);
        }

        @Override
        public Token match(int type)
        {
            step(getState(), type);
            return super.match(type);
        }

        @Override
        public void enterOuterAlt(ParserRuleContext context, int alternative)
        {
            step(getState(), alternative);
            super.enterOuterAlt(context, alternative);
        }

        private void step(int state, int symbol)
        {
            steps.add(state * SYMBOLS + symbol);
        }
    }
}
