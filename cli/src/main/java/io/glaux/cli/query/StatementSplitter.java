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
package io.glaux.cli.query;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script at its semicolons. Those inside of literals, quoted names and comments do not count.
 */
final class StatementSplitter
{
    private final String script;
    private int position;
    private boolean hasText;

    private StatementSplitter(String script)
    {
        this.script = script;
    }

    /**
     * The statements in order, without their semicolons and the white space around; what holds only comments is none.
     */
    static List<String> split(String script)
    {
        return new StatementSplitter(script).statements();
    }

    private List<String> statements()
    {
        List<String> statements = new ArrayList<>();
        int start = 0;
        while (position < script.length()) {
            if (script.charAt(position) == ';') {
                add(statements, start);
                start = position + 1;
                position = start;
            }
            else {
                skipToken();
            }
        }
        add(statements, start);
        return List.copyOf(statements);
    }

    private void add(List<String> statements, int start)
    {
        if (hasText) {
            statements.add(script.substring(start, position).strip());
        }
        hasText = false;
    }

    private void skipToken()
    {
        char first = script.charAt(position);
        if (script.startsWith("--", position)) {
            skipTo("\n", position + 2);
        }
        else if (script.startsWith("/*", position)) {
            skipTo("*/", position + 2);
        }
        else if (first == '\'' || first == '"' || first == '`') {
            // a doubled quote inside reads as two quoted texts side by side, which splits the same way
            hasText = true;
            skipTo(String.valueOf(first), position + 1);
        }
        else {
            hasText |= !Character.isWhitespace(first);
            position++;
        }
    }

    private void skipTo(String end, int from)
    {
        int found = script.indexOf(end, from);
        position = found < 0 ? script.length() : found + end.length();
    }
}
