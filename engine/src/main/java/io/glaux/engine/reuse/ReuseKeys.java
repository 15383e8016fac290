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
package io.glaux.engine.reuse;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.QueryContext;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.StatementParser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Makes keys of queries: two queries have the same key when the result of one may be that of the other. A key holds
 * the state of the tables when it was made, so it must be made before the query runs.
 */
public final class ReuseKeys
{
    private final StatementParser parser;
    private final TableStates tables;

    public ReuseKeys(StatementParser parser, Catalog catalog)
    {
        this.parser = requireNonNull(parser, "parser is null");
        this.tables = new TableStates(catalog);
    }

    /**
     * @return empty when the result cannot be reused: the statement reads no table of the lake, or others too, or
     *         views; or it would not give the same rows again
     */
    public Optional<String> key(
            Principal caller,
            String workgroup,
            String sql,
            QueryContext context,
            QueryOutput output)
    {
        Optional<List<ReadTable>> read = parser.repeatableReads(sql, context.parameters());
        if (read.isEmpty()) {
            return Optional.empty();
        }
        return tables.states(caller, context, read.get()).map(states -> {
            List<String> parts = new ArrayList<>(List.of(
                    workgroup,
                    sql,
                    context.catalog().orElse(""),
                    context.database().orElse(""),
                    output.location(),
                    output.settings(),
                    Integer.toString(context.parameters().size())));
            parts.addAll(context.parameters());
            parts.addAll(states);
            return digest(parts);
        });
    }

    private static String digest(List<String> parts)
    {
        Hasher hasher = Hashing.sha256().newHasher();
        for (String part : parts) {
            hasher.putInt(part.length()).putString(part, UTF_8);
        }
        return hasher.hash().toString();
    }
}
