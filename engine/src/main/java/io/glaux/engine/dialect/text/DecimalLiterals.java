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
package io.glaux.engine.dialect.text;

/**
 * A number with a point is a double in Athena, measured as {@code typeof(1.5)}; in Trino it is a decimal, and a double
 * only with an exponent. DECIMAL '1.5' is a decimal in both.
 */
public final class DecimalLiterals
{
    private DecimalLiterals() {}

    /**
     * Adds the edits between two places of a text to others.
     */
    public static void translate(String sql, int from, int to, Translation.Builder edits)
    {
        for (SqlToken token : SqlLexer.tokens(sql)) {
            if (token.kind() == SqlToken.Kind.DECIMAL && token.start() >= from && token.end() <= to) {
                edits.insert(token.end(), "E0");
            }
        }
    }

    public static Translation translate(String sql)
    {
        Translation.Builder edits = Translation.of(sql);
        translate(sql, 0, sql.length(), edits);
        return edits.build();
    }
}
