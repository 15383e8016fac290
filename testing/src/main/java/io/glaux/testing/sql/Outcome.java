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
package io.glaux.testing.sql;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How a statement ends, as the lines that a file has for it.
 *
 * @param detail what stands behind the form in its line: a count, an error's code; otherwise empty
 * @param lines the rows, the text or the message
 */
public record Outcome(Form form, String detail, List<String> lines)
{
    public Outcome
    {
        requireNonNull(form, "form is null");
        requireNonNull(detail, "detail is null");
        lines = List.copyOf(lines);
    }

    /**
     * The lines of a file that say this.
     */
    public List<String> render()
    {
        String head = "-- " + form.directive();
        if (!detail.isEmpty()) {
            head += ": " + detail;
        }
        else if (form.hasLines()) {
            head += ":";
        }
        return Lines.block(head, lines);
    }

    public enum Form
    {
        /**
         * It succeeds without rows, and its result file is empty.
         */
        OK("ok", false),
        /**
         * It succeeds with a count of rows and no rows.
         */
        COUNT("count", false),
        /**
         * The rows of GetQueryResults, the row of names included where there is one.
         */
        ROWS("rows", true),
        /**
         * The same, in any order.
         */
        ROWS_UNORDERED("rows unordered", true),
        /**
         * Some of the rows, in any order.
         */
        ROWS_INCLUDE("rows include", true),
        /**
         * The result file that is a text.
         */
        TEXT("text", true),
        /**
         * Some lines of it, in any order.
         */
        TEXT_INCLUDES("text includes", true),
        /**
         * StartQueryExecution answers an error: its type and code, and the message.
         */
        REFUSED("refused", true),
        /**
         * The query fails: category and type of the error, and the reason of the state.
         */
        FAILED("failed", true);

        private final String directive;
        private final boolean hasLines;

        Form(String directive, boolean hasLines)
        {
            this.directive = directive;
            this.hasLines = hasLines;
        }

        public String directive()
        {
            return directive;
        }

        public boolean hasLines()
        {
            return hasLines;
        }

        public boolean isRows()
        {
            return this == ROWS || this == ROWS_UNORDERED || this == ROWS_INCLUDE;
        }

        public boolean isAnyOrder()
        {
            return this == ROWS_UNORDERED || this == ROWS_INCLUDE || this == TEXT_INCLUDES;
        }

        public boolean isPart()
        {
            return this == ROWS_INCLUDE || this == TEXT_INCLUDES;
        }
    }
}
