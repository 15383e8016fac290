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

import com.google.common.collect.ImmutableSet;
import io.glaux.engine.ddl.grammar.AthenaDdlParser;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;

import java.util.Locale;
import java.util.Set;

/**
 * Clauses of Hive that Athena has not ("Unsupported DDL" in its user guide): what a statement gets for them is not that
 * the word is wrong there, but that Athena does not have it.
 */
final class Refusals
{
    private static final Set<String> TABLE_ACTIONS = ImmutableSet.of(
            "ARCHIVE",
            "CLUSTERED",
            "COMPACT",
            "CONCATENATE",
            "EXCHANGE",
            "FILEFORMAT",
            "NOT",
            "SERDE",
            "SERDEPROPERTIES",
            "SKEWED",
            "TOUCH",
            "UNARCHIVE");
    private static final Set<String> TABLE_CLAUSES = ImmutableSet.of("LIKE", "SKEWED");

    private Refusals() {}

    /**
     * Throws when the first token that the grammar cannot take begins such a clause.
     */
    static void check(Parser parser, Token token)
    {
        String word = token.getText().toUpperCase(Locale.ROOT);
        Token previous = parser.getTokenStream().LT(-1);
        switch (parser.getContext().getRuleIndex()) {
            case AthenaDdlParser.RULE_alterTable, AthenaDdlParser.RULE_tableAction,
                 AthenaDdlParser.RULE_partitionAction -> {
                if (TABLE_ACTIONS.contains(word)) {
                    boolean set = previous != null && previous.getType() == AthenaDdlParser.SET;
                    throw DdlErrors.refused("ALTER TABLE .. " + (set ? "SET " : "") + word);
                }
            }
            case AthenaDdlParser.RULE_createTable, AthenaDdlParser.RULE_singleStatement -> {
                if (TABLE_CLAUSES.contains(word) && isCreateTable(parser)) {
                    throw DdlErrors.refused("CREATE TABLE .. " + word);
                }
            }
            case AthenaDdlParser.RULE_tableClause -> {
                if (word.equals("BY") && previous != null && previous.getType() == AthenaDdlParser.STORED) {
                    throw DdlErrors.refused("CREATE TABLE .. STORED BY");
                }
            }
            default -> {}
        }
    }

    private static boolean isCreateTable(Parser parser)
    {
        Token first = parser.getTokenStream().get(0);
        for (int i = 0; first.getChannel() != Token.DEFAULT_CHANNEL; i++) {
            first = parser.getTokenStream().get(i);
        }
        return first.getType() == AthenaDdlParser.CREATE;
    }
}
