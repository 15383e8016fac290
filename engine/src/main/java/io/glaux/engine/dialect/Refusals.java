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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.TokenCursor;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.List;

/**
 * What Trino would run and Athena refuses before there is a query.
 */
final class Refusals
{
    /**
     * SET SESSION, SHOW SESSION and SHOW STATS as measured; the others by the page
     * <a href="https://docs.aws.amazon.com/athena/latest/ug/unsupported-ddl.html">Unsupported DDL</a>, and since there
     * is no session and no transaction that would outlive the statement.
     */
    private static final List<String[]> TYPES = List.of(
            words("SET SESSION"),
            words("SET ROLE"),
            words("SET PATH"),
            words("SET TIME ZONE"),
            words("RESET SESSION"),
            words("RESET"),
            words("SHOW SESSION"),
            words("SHOW STATS"),
            words("SHOW CATALOGS"),
            words("SHOW ROLES"),
            words("SHOW CURRENT ROLES"),
            words("SHOW ROLE GRANTS"),
            words("SHOW GRANTS"),
            words("USE"),
            words("START TRANSACTION"),
            words("COMMIT"),
            words("ROLLBACK"),
            words("CALL"),
            words("GRANT"),
            words("REVOKE"),
            words("DENY"),
            words("CREATE ROLE"),
            words("DROP ROLE"),
            words("CREATE MATERIALIZED VIEW"),
            words("CREATE OR REPLACE MATERIALIZED VIEW"),
            words("REFRESH MATERIALIZED VIEW"),
            words("ALTER MATERIALIZED VIEW"),
            words("DROP MATERIALIZED VIEW"),
            words("CREATE FUNCTION"),
            words("CREATE OR REPLACE FUNCTION"),
            words("DROP FUNCTION"),
            words("CREATE CATALOG"),
            words("DROP CATALOG"),
            words("ANALYZE"),
            words("COMMENT ON"),
            words("DESCRIBE INPUT"),
            words("DESCRIBE OUTPUT"),
            words("TRUNCATE TABLE"));

    private Refusals() {}

    /**
     * @throws GlauxException with SYNTAX_ERROR, which Athena's door calls MALFORMED_QUERY
     */
    static void check(String sql)
    {
        TokenCursor statement = new TokenCursor(sql);
        for (String[] type : TYPES) {
            if (statement.isNext(type)) {
                throw new GlauxException(ErrorCode.SYNTAX_ERROR, "Queries of this type are not supported");
            }
        }
        // measured as syntax errors on Athena
        if (statement.takeIf("CREATE", "OR", "REPLACE") && statement.isNext("TABLE")) {
            throw statement.unexpected("'VIEW'");
        }
        if (statement.takeIf("ALTER", "TABLE") && statement.peek().isIdentifier()) {
            if (statement.isNext("IF", "EXISTS")) {
                throw statement.unexpected("<table>");
            }
            statement.expectName();
            if (statement.isNext("EXECUTE")) {
                throw statement.unexpected("'ADD', 'CHANGE', 'DROP', 'RENAME', 'REPLACE', 'SET'");
            }
        }
    }

    private static String[] words(String text)
    {
        return text.split(" ");
    }
}
