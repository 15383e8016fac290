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
package io.glaux.engine.trino;

import io.glaux.engine.query.ReadTable;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LocalTime;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.WithQuery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether a query gives the same rows over the same tables, and which tables these are.
 */
final class RepeatableReads
{
    /**
     * Functions whose values change, or that tell about the server. The functions of a query that are not built in are
     * the business of whoever parses it.
     */
    private static final Set<String> CHANGING = Set.of(
            "current_groups",
            "current_timezone",
            "now",
            "rand",
            "random",
            "shuffle",
            "uuid",
            "version");

    private final List<QualifiedName> tables = new ArrayList<>();
    private final Set<String> subqueries = new HashSet<>();
    private boolean isRepeatable = true;

    private RepeatableReads() {}

    /**
     * @param parameters what the question marks of the query stand for
     * @return empty when the same query may give other rows
     */
    static Optional<List<ReadTable>> of(Query query, List<Expression> parameters)
    {
        RepeatableReads reads = new RepeatableReads();
        reads.visit(query);
        parameters.forEach(reads::visit);
        if (!reads.isRepeatable) {
            return Optional.empty();
        }
        return Optional.of(reads.tables.stream().distinct().map(reads::table).toList());
    }

    private void visit(Node node)
    {
        switch (node) {
            case Query query -> {
                isRepeatable &= query.getFunctions().isEmpty() && query.getSessionProperties().isEmpty();
                requireOrder(query.getOrderBy(), query.getLimit(), query.getOffset());
            }
            case QuerySpecification query -> requireOrder(query.getOrderBy(), query.getLimit(), query.getOffset());
            case Table table -> tables.add(table.getName());
            case WithQuery with -> subqueries.add(lowerCase(with.getName().getValue()));
            case FunctionCall call -> isRepeatable &= !CHANGING.contains(lowerCase(call.getName().getSuffix()));
            case SampledRelation _, TableFunctionInvocation _ -> isRepeatable = false;
            case CurrentDate _, CurrentTime _, CurrentTimestamp _ -> isRepeatable = false;
            case LocalTime _, LocalTimestamp _ -> isRepeatable = false;
            case CurrentUser _, CurrentCatalog _, CurrentSchema _, CurrentPath _ -> isRepeatable = false;
            default -> {}
        }
        node.getChildren().forEach(this::visit);
    }

    /**
     * Which rows a LIMIT leaves is chance without an order.
     */
    private void requireOrder(Optional<OrderBy> order, Optional<Node> limit, Optional<Offset> offset)
    {
        isRepeatable &= order.isPresent() || (limit.isEmpty() && offset.isEmpty());
    }

    private ReadTable table(QualifiedName name)
    {
        List<String> parts = name.getParts();
        int size = parts.size();
        return new ReadTable(
                size > 2 ? Optional.of(parts.get(size - 3)) : Optional.empty(),
                size > 1 ? Optional.of(parts.get(size - 2)) : Optional.empty(),
                name.getSuffix(),
                size > 1 || !subqueries.contains(lowerCase(name.getSuffix())));
    }

    private static String lowerCase(String name)
    {
        return name.toLowerCase(Locale.ENGLISH);
    }
}
