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

import io.glaux.engine.catalogs.CatalogReference;
import io.glaux.engine.dialect.text.SqlLexer;
import io.glaux.engine.dialect.text.SqlToken;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Statements of another family in which a catalog may be called {@code "lambda:NAME"}, as Athena lets functions be
 * called that nobody registered. Blanks take the place of what goes, so that messages tell the user's own places.
 */
public final class LambdaNames
        implements StatementFamily
{
    private final StatementFamily family;

    public LambdaNames(StatementFamily family)
    {
        this.family = requireNonNull(family, "family is null");
    }

    @Override
    public boolean claims(String sql)
    {
        return family.claims(sql);
    }

    @Override
    public StatementKind parse(String sql)
    {
        return family.parse(withCatalogs(sql));
    }

    @Override
    public StatementKind parse(String sql, String workgroup)
    {
        return family.parse(withCatalogs(sql), workgroup);
    }

    @Override
    public StatementWork plan(StatementRequest request)
    {
        return family.plan(request
                .withStatement(withCatalogs(request.sql()), request.parameters())
                .withCatalog(request.catalog().map(CatalogReference::name)));
    }

    /**
     * The statement with {@code "NAME"} for {@code "lambda:NAME"} where a name goes on behind it.
     */
    static String withCatalogs(String sql)
    {
        List<SqlToken> tokens = SqlLexer.tokens(sql).stream().filter(token -> !token.isBlank()).toList();
        StringBuilder changed = new StringBuilder(sql);
        for (int index = 0; index < tokens.size() - 1; index++) {
            SqlToken token = tokens.get(index);
            boolean isQuoted = token.kind() == SqlToken.Kind.QUOTED || token.kind() == SqlToken.Kind.BACKQUOTED;
            Optional<String> inner = isQuoted && isCatalogPlace(tokens, index)
                    ? CatalogReference.ofLambda(token.text().substring(1, token.text().length() - 1))
                    : Optional.empty();
            if (inner.isPresent()) {
                String quote = token.text().substring(0, 1);
                String name = quote + inner.get() + quote;
                changed.replace(token.start(), token.end(), name + " ".repeat(token.text().length() - name.length()));
            }
        }
        return changed.toString();
    }

    /**
     * A point behind it and none before it.
     */
    private static boolean isCatalogPlace(List<SqlToken> tokens, int index)
    {
        return tokens.get(index + 1).isSymbol(".") && (index == 0 || !tokens.get(index - 1).isSymbol("."));
    }
}
