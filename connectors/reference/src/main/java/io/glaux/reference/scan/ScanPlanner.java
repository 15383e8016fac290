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
package io.glaux.reference.scan;

import io.glaux.metering.Units;
import io.glaux.reference.data.TableVersion;
import io.glaux.reference.data.Tables;
import io.glaux.reference.evaluate.Aggregator;
import io.glaux.reference.evaluate.ExpressionCompiler;
import io.glaux.reference.evaluate.Fallible;
import io.glaux.reference.evaluate.ResultNames;
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.reference.evaluate.RowOrder;
import io.glaux.reference.evaluate.UnsupportedExpressionException;
import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.Feature;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceTableName;
import io.glaux.source.Taken;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Decides what is taken of a scan: all that the evaluator can do, or what the willingness leaves of it.
 */
public final class ScanPlanner
{
    private final Tables tables;
    private final ScanSettings settings;

    public ScanPlanner(Tables tables, ScanSettings settings)
    {
        this.tables = requireNonNull(tables, "tables is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    /**
     * @throws io.glaux.source.SourceException if there is no such table or column
     */
    public ScanPlan plan(ScanRequest request)
    {
        Optional<QueryText> query = switch (request.from()) {
            case ScanTarget.Table _ -> Optional.empty();
            case ScanTarget.Query(String text) -> Optional.of(QueryText.of(text));
        };
        SourceTableName name = switch (request.from()) {
            case ScanTarget.Table(SourceTableName table) -> table;
            case ScanTarget.Query _ -> query.orElseThrow().table();
        };
        TableVersion table = tables.get(name);
        Scan wanted = wanted(request, table, query.map(QueryText::limit).orElse(OptionalLong.empty()));
        Supplier<Taken> answers = settings.willingness()
                .answers(settings.seed() ^ ScanFormat.bytes(wanted).hashCode());
        return plan(request, wanted, table, answers);
    }

    /**
     * All of it, as if it could be done.
     */
    private static Scan wanted(ScanRequest request, TableVersion table, OptionalLong firstRows)
    {
        List<ColumnPath> columns = request.from() instanceof ScanTarget.Query && request.columns().isEmpty()
                ? table.table().schema().getFields().stream().map(field -> ColumnPath.of(field.getName())).toList()
                : request.columns();
        return new Scan(
                table.table().name(),
                table.version(),
                firstRows,
                columns,
                request.conjuncts().stream().map(Conjunct::expression).toList(),
                List.of(),
                request.aggregation(),
                request.topN(),
                request.limit(),
                true);
    }

    private ScanPlan plan(ScanRequest request, Scan wanted, TableVersion table, Supplier<Taken> answers)
    {
        Schema schema = table.table().schema();
        Map<Integer, Taken> conjuncts = new HashMap<>();
        List<Expression> whole = new ArrayList<>();
        List<Expression> part = new ArrayList<>();
        for (Conjunct conjunct : request.conjuncts()) {
            conjuncts.put(conjunct.id(), takes(schema, conjunct.expression(), answers.get()));
        }
        conjuncts.values().removeIf(taken -> taken == Taken.NO);
        boolean areAllWhole = conjuncts.size() == request.conjuncts().size()
                && conjuncts.values().stream().allMatch(taken -> taken == Taken.WHOLE);
        for (Conjunct conjunct : request.conjuncts()) {
            Expression expression = conjunct.expression();
            // what can fail must not fail for a row that is left out by a condition that is not known here
            conjuncts.computeIfPresent(conjunct.id(), (_, taken) ->
                    !areAllWhole && Fallible.canFail(schema, expression) ? Taken.IN_PART : taken);
            switch (conjuncts.getOrDefault(conjunct.id(), Taken.NO)) {
                case WHOLE -> whole.add(expression);
                case IN_PART -> part.add(expression);
                case NO -> {}
            }
        }
        Optional<Aggregation> aggregation = request.aggregation()
                .filter(offered -> areAllWhole && takes(schema, offered, answers.get()));
        boolean isReady = areAllWhole && aggregation.isPresent() == request.aggregation().isPresent();
        Taken topN = takes(schema, aggregation, isReady ? request.topN() : Optional.empty(), answers.get());
        boolean isLimitReady = isReady && (request.topN().isEmpty() || topN == Taken.WHOLE);
        Taken limit = isLimitReady && request.limit().isPresent() ? takesLimit(answers.get()) : Taken.NO;
        Scan scan = new Scan(
                wanted.table(),
                wanted.version(),
                wanted.firstRows(),
                wanted.columns(),
                whole,
                part,
                aggregation,
                topN == Taken.NO ? Optional.empty() : request.topN(),
                limit == Taken.NO ? OptionalLong.empty() : request.limit(),
                aggregation.isEmpty() && topN != Taken.WHOLE && limit != Taken.WHOLE);
        return plan(scan, table, conjuncts, topN, limit);
    }

    private static ScanPlan plan(
            Scan scan,
            TableVersion table,
            Map<Integer, Taken> conjuncts,
            Taken topN,
            Taken limit)
    {
        return new ScanPlan(
                ScanFormat.bytes(scan),
                resultSchema(table.table().schema(), scan),
                conjuncts,
                scan.aggregation().isPresent() ? Taken.WHOLE : Taken.NO,
                topN,
                limit,
                OptionalDouble.of(estimatedRows(scan, scan.of(table))),
                OptionalDouble.empty(),
                Units.NONE,
                accessPath(scan));
    }

    /**
     * Of the rows that a scan has.
     */
    static Schema resultSchema(Schema schema, Scan scan)
    {
        if (scan.aggregation().isPresent()) {
            return new Aggregator(schema, scan.aggregation().get()).schema();
        }
        return ResultNames.schema(schema, scan.columns());
    }

    private Taken takes(Schema schema, Expression expression, Taken answer)
    {
        if (!settings.features().contains(Feature.FILTER) || answer == Taken.NO) {
            return Taken.NO;
        }
        try {
            RowFunction condition = new ExpressionCompiler(schema).condition(expression);
            requireNonNull(condition, "condition is null");
            return answer;
        }
        catch (UnsupportedExpressionException _) {
            return Taken.NO;
        }
    }

    private boolean takes(Schema schema, Aggregation aggregation, Taken answer)
    {
        if (!settings.features().contains(Feature.AGGREGATION) || answer != Taken.WHOLE) {
            return false;
        }
        try {
            return !new Aggregator(schema, aggregation).schema().getFields().isEmpty();
        }
        catch (UnsupportedExpressionException _) {
            return false;
        }
    }

    private Taken takes(Schema schema, Optional<Aggregation> aggregation, Optional<TopN> topN, Taken answer)
    {
        if (topN.isEmpty() || !settings.features().contains(Feature.TOP_N) || answer == Taken.NO) {
            return Taken.NO;
        }
        try {
            if (aggregation.isPresent()) {
                Aggregator aggregator = new Aggregator(schema, aggregation.get());
                requireNonNull(aggregator.order(topN.get().order()), "order is null");
            }
            else {
                requireNonNull(RowOrder.of(schema, topN.get().order()), "order is null");
            }
            return answer;
        }
        catch (UnsupportedExpressionException _) {
            return Taken.NO;
        }
    }

    private Taken takesLimit(Taken answer)
    {
        return settings.features().contains(Feature.LIMIT) ? answer : Taken.NO;
    }

    private static double estimatedRows(Scan scan, TableVersion table)
    {
        double rows = (double) table.rows().count();
        for (int condition = 0; condition < scan.whole().size(); condition++) {
            rows /= 2;
        }
        if (scan.aggregation().isPresent()) {
            rows = scan.aggregation().get().groupBy().isEmpty() ? 1 : Math.sqrt(rows);
        }
        long most = scan.topN().map(TopN::count).orElse(Long.MAX_VALUE);
        return Math.min(rows, (double) Math.min(most, scan.limit().orElse(Long.MAX_VALUE)));
    }

    private static String accessPath(Scan scan)
    {
        List<String> parts = new ArrayList<>(List.of("scan"));
        if (!scan.whole().isEmpty() || !scan.part().isEmpty()) {
            parts.add("filter (%s whole, %s in part)".formatted(scan.whole().size(), scan.part().size()));
        }
        scan.aggregation().ifPresent(_ -> parts.add("aggregation"));
        scan.topN().ifPresent(_ -> parts.add("top rows"));
        scan.limit().ifPresent(_ -> parts.add("limit"));
        parts.add(scan.isSplit() ? "in splits" : "at once");
        return String.join(", ", parts);
    }
}
