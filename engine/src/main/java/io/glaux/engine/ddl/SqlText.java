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

import io.glaux.engine.ddl.grammar.AthenaDdlParser;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ConstantContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DatabaseNameContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.IdentifierContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PartitionValueContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PartitionValuesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PropertiesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PropertyContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PropertyValueContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StringContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TableNameContext;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.TableName;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What names, literals and lists of them mean.
 */
final class SqlText
{
    private static final int MOST_DIGITS = 9;

    private SqlText() {}

    /**
     * A name in lower case and without its backticks.
     */
    static String name(IdentifierContext identifier)
    {
        String text = identifier.getText();
        if (identifier.QUOTED_IDENTIFIER() != null) {
            text = text.substring(1, text.length() - 1).replace("``", "`");
            if (text.isBlank()) {
                throw DdlErrors.syntax(identifier.getStart(), "a name between backticks is empty");
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    static TableName tableName(TableNameContext context)
    {
        List<String> parts = context.identifier().stream().map(SqlText::name).toList();
        if (parts.size() == 3) {
            return new TableName(Optional.of(parts.get(0)), Optional.of(parts.get(1)), parts.get(2));
        }
        if (parts.size() == 2) {
            return new TableName(Optional.empty(), Optional.of(parts.get(0)), parts.get(1));
        }
        // Hive takes `database.table` between one pair of backticks apart; so does Athena's page on SHOW CREATE TABLE
        String name = parts.getFirst();
        int dot = name.indexOf('.');
        if (dot > 0 && dot < name.length() - 1 && dot == name.lastIndexOf('.')) {
            return new TableName(Optional.empty(), Optional.of(name.substring(0, dot)), name.substring(dot + 1));
        }
        return new TableName(Optional.empty(), Optional.empty(), name);
    }

    static DatabaseName databaseName(DatabaseNameContext context)
    {
        List<String> parts = context.identifier().stream().map(SqlText::name).toList();
        return parts.size() == 2
                ? new DatabaseName(Optional.of(parts.get(0)), parts.get(1))
                : new DatabaseName(Optional.empty(), parts.getFirst());
    }

    static Optional<String> optionalString(StringContext context)
    {
        return Optional.ofNullable(context).map(SqlText::string);
    }

    static String string(StringContext context)
    {
        StringBuilder text = new StringBuilder();
        for (TerminalNode literal : context.STRING_LITERAL()) {
            appendUnescaped(literal.getText(), text);
        }
        return text.toString();
    }

    /**
     * The text of a literal with its quotes, by Hive's escapes: {@code \n} and its like, three octal digits up to
     * {@code \177}, four hexadecimal digits after {@code \\u}; {@code \%} and {@code \_} stay as they are, for the
     * patterns of LIKE; any other character loses its backslash.
     */
    private static void appendUnescaped(String literal, StringBuilder text)
    {
        int end = literal.length() - 1;
        int i = 1;
        while (i < end) {
            char character = literal.charAt(i);
            if (character != '\\' || i + 1 == end) {
                text.append(character);
                i++;
                continue;
            }
            char escaped = literal.charAt(i + 1);
            if (escaped == 'u' && isNumber(literal, i + 2, 4, 16, end)) {
                text.append((char) Integer.parseInt(literal, i + 2, i + 6, 16));
                i += 6;
            }
            else if ((escaped == '0' || escaped == '1') && isNumber(literal, i + 1, 3, 8, end)) {
                text.append((char) Integer.parseInt(literal, i + 1, i + 4, 8));
                i += 4;
            }
            else {
                text.append(meaning(escaped));
                i += 2;
            }
        }
    }

    private static String meaning(char escaped)
    {
        return switch (escaped) {
            case '0' -> "\0";
            case 'b' -> "\b";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'Z' -> "\u001A";
            case '%', '_' -> "\\" + escaped;
            default -> String.valueOf(escaped);
        };
    }

    private static boolean isNumber(String literal, int start, int length, int radix, int end)
    {
        return start + length <= end
                && literal.substring(start, start + length).chars().allMatch(digit -> Character.digit(digit, radix) >= 0
                && digit < 128);
    }

    static Map<String, String> properties(PropertiesContext context)
    {
        Map<String, String> properties = new LinkedHashMap<>();
        for (PropertyContext property : context.property()) {
            // of a key that is there twice Hive takes the last
            PropertyValueContext value = property.propertyValue();
            properties.put(
                    string(property.string()),
                    value.string() == null ? value.getText() : string(value.string()));
        }
        return properties;
    }

    /**
     * An absent list is an empty one.
     */
    static Map<String, String> partition(PartitionValuesContext context)
    {
        Map<String, String> values = new LinkedHashMap<>();
        if (context == null) {
            return values;
        }
        for (PartitionValueContext value : context.partitionValue()) {
            String column = name(value.identifier());
            if (values.put(column, constant(value.constant())) != null) {
                throw DdlErrors.syntax(value.getStart(), "the partition column '%s' is given twice".formatted(
                        DdlErrors.excerpt(column)));
            }
        }
        return values;
    }

    private static String constant(ConstantContext constant)
    {
        return constant.string() == null ? constant.getText() : string(constant.string());
    }

    static int wholeNumber(TerminalNode node)
    {
        return wholeNumber(node.getSymbol());
    }

    static int wholeNumber(Token token)
    {
        String text = token.getText();
        if (token.getType() != AthenaDdlParser.NUMBER || text.length() > MOST_DIGITS
                || !text.chars().allMatch(Character::isDigit)) {
            throw DdlErrors.syntax(token, "a whole number is expected, up to %s digits, and not '%s'".formatted(
                    MOST_DIGITS, DdlErrors.excerpt(text)));
        }
        return Integer.parseInt(text);
    }
}
