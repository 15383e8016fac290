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
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.FailedPredicateException;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Stops at the first error, in ANTLR's words, or says that Athena refuses what begins there.
 */
final class FirstErrorStrategy
        extends DefaultErrorStrategy
{
    @Override
    protected void reportNoViableAlternative(Parser recognizer, NoViableAltException e)
    {
        Refusals.check(recognizer, e.getOffendingToken());
        String input = e.getStartToken().getType() == Token.EOF
                ? "<EOF>"
                : recognizer.getTokenStream().getText(e.getStartToken(), e.getOffendingToken());
        throw DdlErrors.syntax(e.getOffendingToken(), "no viable alternative at input " + escapeWSAndQuote(
                DdlErrors.excerpt(input)));
    }

    @Override
    protected void reportInputMismatch(Parser recognizer, InputMismatchException e)
    {
        Refusals.check(recognizer, e.getOffendingToken());
        throw DdlErrors.syntax(e.getOffendingToken(), "mismatched input %s expecting %s%s".formatted(
                getTokenErrorDisplay(e.getOffendingToken()),
                words(recognizer, e.getExpectedTokens()),
                advice(e.getOffendingToken(), e.getExpectedTokens())));
    }

    @Override
    protected void reportFailedPredicate(Parser recognizer, FailedPredicateException e)
    {
        throw new IllegalStateException("the grammar has no predicates", e);
    }

    /**
     * Not where a name is expected: there the word itself is wrong, and not that it is one too many.
     */
    @Override
    protected Token singleTokenDeletion(Parser recognizer)
    {
        return isName(getExpectedTokens(recognizer)) ? null : super.singleTokenDeletion(recognizer);
    }

    @Override
    protected void reportUnwantedToken(Parser recognizer)
    {
        Token token = recognizer.getCurrentToken();
        Refusals.check(recognizer, token);
        throw DdlErrors.syntax(token, "extraneous input %s expecting %s".formatted(
                getTokenErrorDisplay(token), words(recognizer, getExpectedTokens(recognizer))));
    }

    @Override
    protected void reportMissingToken(Parser recognizer)
    {
        Token token = recognizer.getCurrentToken();
        Refusals.check(recognizer, token);
        throw DdlErrors.syntax(token, "missing %s at %s".formatted(
                words(recognizer, getExpectedTokens(recognizer)), getTokenErrorDisplay(token)));
    }

    @Override
    protected String escapeWSAndQuote(String text)
    {
        return super.escapeWSAndQuote(DdlErrors.excerpt(text));
    }

    /**
     * Where a name may stand, sixty keywords may stand too: they are left out, for they help nobody.
     */
    private static String words(Parser recognizer, IntervalSet expected)
    {
        if (!isName(expected)) {
            return expected.toString(recognizer.getVocabulary());
        }
        ATN atn = recognizer.getATN();
        IntervalSet names = atn.nextTokens(atn.ruleToStartState[AthenaDdlParser.RULE_nonReserved]);
        return expected.subtract(names).toString(recognizer.getVocabulary());
    }

    /**
     * What to do about a word that would be a name between backticks.
     */
    private static String advice(Token token, IntervalSet expected)
    {
        if (!isName(expected) || token.getType() == Token.EOF) {
            return "";
        }
        if (token.getType() == AthenaDdlLexer.STRING_LITERAL) {
            return ". Names stand between backticks here, quotes are for texts";
        }
        return Character.isLetter(token.getText().charAt(0)) || token.getType() == AthenaDdlLexer.UNQUOTED_NAME
                ? ". As a name it stands between backticks: `%s`".formatted(DdlErrors.excerpt(token.getText()))
                : "";
    }

    private static boolean isName(IntervalSet expected)
    {
        return expected.contains(AthenaDdlLexer.IDENTIFIER);
    }
}
