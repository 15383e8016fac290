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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.metering.Units;
import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.ResultFields;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableStatistics;
import io.glaux.source.Taken;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Decides what is taken of a scan of a table, and how it is read. Thread-safe.
 */
public final class ScanPlanner
{
    // rows of a limit that are read at one place: more are read faster at several
    private static final double ONE_SPLIT_BYTES = 16 * 1024 * 1024;
    // a larger table is searched at many places at once, though more is read then than is needed
    private static final double SEARCHED_BYTES = 1024 * 1024 * 1024;
    // items that are looked at for a row, in a search that is worth it
    private static final double ITEMS_OF_ROW = 100;
    // how many of the rows are expected to be left by a condition of which nothing is known
    private static final double KEPT_BY_CONDITION = 0.25;
    // keys that a range of whole numbers is made to: they are in the plan, which has a megabyte
    private static final long LISTED_KEYS = 10_000;

    private final ReadSettings settings;

    public ScanPlanner(ReadSettings settings)
    {
        this.settings = requireNonNull(settings, "settings is null");
    }

    public ScanPlan plan(TableSchema table, ScanRequest request)
    {
        PredicateTranslator translator = new PredicateTranslator(table);
        Map<Integer, Taken> taken = new HashMap<>();
        List<Condition> conditions = new ArrayList<>();
        for (Conjunct conjunct : request.conjuncts()) {
            Translation translation = translator.translate(conjunct.expression());
            taken.put(conjunct.id(), translation.taken());
            conditions.add(translation.condition());
        }
        Condition condition = WholeRanges.listed(Condition.all(conditions), table, LISTED_KEYS);
        boolean isWhole = taken.values().stream().allMatch(Taken.WHOLE::equals);
        List<TableColumn> columns = request.columns().stream().map(table::column).toList();
        Offer offer = new Offer(table, request, condition, isWhole, paths(table, columns, condition, limit(request)));
        Choice choice = choose(offer);
        return scanPlan(offer, choice, taken, columns);
    }

    private static Optional<Long> limit(ScanRequest request)
    {
        boolean isOfRows = request.aggregation().isEmpty() && request.topN().isEmpty();
        return isOfRows && request.limit().isPresent()
                ? Optional.of(request.limit().getAsLong())
                : Optional.empty();
    }

    private List<AccessPath> paths(
            TableSchema table,
            List<TableColumn> columns,
            Condition condition,
            Optional<Long> limit)
    {
        Set<String> attributes = new HashSet<>();
        columns.forEach(column -> attributes.add(column.attribute()));
        condition.paths().forEach(path -> attributes.add(path.attribute()));
        return new PathChooser(table, settings).paths(condition, attributes, limit);
    }

    /**
     * What is asked for, and the ways to read it.
     */
    private record Offer(
            TableSchema table,
            ScanRequest request,
            Condition condition,
            boolean isWhole,
            List<AccessPath> paths) {}

    private record Choice(
            AccessPath path,
            Taken aggregation,
            Taken topN,
            Taken limit,
            OptionalLong rows,
            ReadOrder order,
            boolean isOneSplit)
    {
        static Choice of(AccessPath path)
        {
            return new Choice(
                    path,
                    Taken.NO,
                    Taken.NO,
                    Taken.NO,
                    OptionalLong.empty(),
                    ReadOrder.NONE,
                    false);
        }
    }

    private Choice choose(Offer offer)
    {
        AccessPath cheapest = offer.paths().getFirst();
        if (!offer.isWhole()) {
            return Choice.of(cheapest);
        }
        if (offer.request().aggregation().isPresent()) {
            return aggregated(offer, cheapest);
        }
        if (offer.request().topN().isPresent()) {
            return OrderedPaths.find(offer.table(), offer.condition(), offer.request().topN().get(), offer.paths())
                    .map(found -> ordered(offer, found))
                    .orElse(Choice.of(cheapest));
        }
        if (offer.request().limit().isPresent()) {
            return limited(offer, cheapest, offer.request().limit().getAsLong());
        }
        return Choice.of(cheapest);
    }

    /**
     * Rows that are counted at one place are one row. Of a large table they are better counted at many, as rows without
     * columns: that is not an aggregation, and each place asks for no more than the count either.
     */
    private Choice aggregated(Offer offer, AccessPath path)
    {
        Aggregation aggregation = offer.request().aggregation().orElseThrow();
        boolean isCount = aggregation.groupBy().isEmpty() && aggregation.aggregates().stream()
                .allMatch(aggregate -> isCount(aggregate, offer.table()));
        if (!isCount || aggregation.aggregates().isEmpty() || splits(offer).count(path) > 1) {
            return Choice.of(path);
        }
        boolean isLimited = offer.request().topN().isEmpty() && offer.request().limit().orElse(0) > 0;
        return new Choice(
                path,
                Taken.WHOLE,
                Taken.NO,
                isLimited ? Taken.WHOLE : Taken.NO,
                OptionalLong.empty(),
                ReadOrder.NONE,
                true);
    }

    // what is in the key is never null, if it is what the column holds
    private static boolean isCount(Aggregation.Aggregate aggregate, TableSchema table)
    {
        return switch (aggregate.function()) {
            case COUNT_ALL -> true;
            case COUNT -> !aggregate.isDistinct() && aggregate.argument()
                    .map(table::column)
                    .filter(column -> !column.isNested() && table.key().names().contains(column.attribute()))
                    .filter(column -> column.pushable().filter(pushable -> pushable.isExact()).isPresent())
                    .isPresent();
            case MIN, MAX, SUM, AVG -> false;
        };
    }

    private Choice ordered(Offer offer, OrderedPaths.Found found)
    {
        long count = offer.request().topN().orElseThrow().count();
        OptionalLong limit = offer.request().limit();
        boolean isLimited = found.isWhole() && limit.isPresent();
        return new Choice(
                found.path(),
                Taken.NO,
                found.isWhole() ? Taken.WHOLE : Taken.IN_PART,
                isLimited ? Taken.WHOLE : Taken.NO,
                OptionalLong.of(isLimited ? Math.min(count, limit.getAsLong()) : count),
                found.order(),
                found.isWhole());
    }

    private Choice limited(Offer offer, AccessPath path, long limit)
    {
        boolean isSmall = splits(offer).count(path) <= 1;
        if (path.kind() == AccessPath.Kind.SCAN) {
            boolean isSearch = !offer.condition().equals(Constant.ALWAYS);
            double bytes = limit * path.bytes() / Math.max(1, path.rows());
            isSmall |= isSearch
                    ? bytes * ITEMS_OF_ROW <= ONE_SPLIT_BYTES && path.bytes() <= SEARCHED_BYTES
                    : bytes <= ONE_SPLIT_BYTES;
        }
        return new Choice(
                path,
                Taken.NO,
                Taken.NO,
                isSmall ? Taken.WHOLE : Taken.IN_PART,
                OptionalLong.of(limit),
                ReadOrder.NONE,
                isSmall);
    }

    private SplitPlanner splits(Offer offer)
    {
        return new SplitPlanner(offer.table(), settings);
    }

    private ScanPlan scanPlan(Offer offer, Choice choice, Map<Integer, Taken> taken, List<TableColumn> columns)
    {
        AccessPath path = choice.path();
        boolean isAggregated = choice.aggregation() == Taken.WHOLE;
        List<Field> fields = isAggregated
                ? offer.request().aggregation().orElseThrow().aggregates().stream()
                  .map(Aggregation.Aggregate::result)
                  .toList()
                : ResultFields.of(
                offer.request().columns(),
                columns.stream().map(TableColumn::field).toList(),
                Set.of());
        FilterParts filter = splits(offer).filter(offer.condition(), Constant.ALWAYS, path);
        double rows = rows(path, choice.rows(), filter);
        double units = units(choice, filter);
        double bytes = isAggregated ? Long.BYTES * fields.size() : path.bytes() * rows / Math.max(1, path.rows());
        boolean isKnown = isAggregated || Estimates.of(offer.table(), settings.isConsistent()).isKnown();
        return new ScanPlan(
                ScanModel.encode(new ScanModel.TableScan(
                        offer.table().name(),
                        isAggregated ? List.of() : columns,
                        offer.condition(),
                        new ScanModel.Path(
                                path.kind().name(),
                                path.index().map(index -> index.name())),
                        choice.rows(),
                        choice.order(),
                        isAggregated ? fields.size() : 0,
                        choice.isOneSplit())),
                new Schema(fields),
                taken,
                choice.aggregation(),
                choice.topN(),
                choice.limit(),
                isKnown ? OptionalDouble.of(isAggregated ? 1 : rows) : OptionalDouble.empty(),
                isKnown ? OptionalDouble.of(bytes) : OptionalDouble.empty(),
                Units.of(CapacityUnits.READ, BigDecimal.valueOf(units).setScale(1, RoundingMode.UP)),
                text(path, filter, choice, splits(offer).count(path)));
    }

    private static double rows(AccessPath path, OptionalLong limit, FilterParts filter)
    {
        int conditions = filter.pushed().conjuncts().size() + filter.local().conjuncts().size();
        double rows = path.rows() * Math.pow(KEPT_BY_CONDITION, Math.min(3, conditions));
        return limit.isPresent() ? Math.min(rows, (double) limit.getAsLong()) : rows;
    }

    // with a condition that is told apart from the keys, more is read than comes
    private static double units(Choice choice, FilterParts filter)
    {
        AccessPath path = choice.path();
        boolean isExact = filter.pushed().equals(Constant.ALWAYS) && filter.local().equals(Constant.ALWAYS);
        if (!isExact || choice.rows().isEmpty() || !choice.isOneSplit()) {
            return path.units();
        }
        return path.units() * Math.min(1, choice.rows().getAsLong() / Math.max(1, path.rows()));
    }

    private String text(AccessPath path, FilterParts filter, Choice choice, long splits)
    {
        List<String> words = new ArrayList<>();
        words.add(path.text());
        if (path.kind() == AccessPath.Kind.SCAN) {
            words.add(choice.isOneSplit() ? "one split" : "%s splits".formatted(splits));
        }
        if (!filter.pushed().equals(Constant.ALWAYS)) {
            words.add("filter by DynamoDB");
        }
        if (!filter.local().equals(Constant.ALWAYS)) {
            words.add("filter by the host");
        }
        if (choice.order() != ReadOrder.NONE) {
            words.add("in the order of the sort key");
        }
        if (choice.aggregation() == Taken.WHOLE) {
            words.add("count only");
        }
        words.add(settings.isConsistent() ? "strongly consistent" : "eventually consistent");
        return String.join(", ", words);
    }

    /**
     * Makes the splits of a scan. What the other side of a join has may make another path the cheapest: that of its
     * keys.
     *
     * @param sampled takes the millionths of read units of a sample that nobody has counted yet: the first split has
     *         them
     * @throws SourceException if what the plan reads is there no more
     */
    public void splits(
            TableSchema table,
            ScanModel.TableScan scan,
            SplitRequest request,
            LongSupplier sampled,
            Consumer<SourceSplit> splits)
    {
        List<TableColumn> columns = request.columns()
                .map(paths -> columns(table, scan, paths))
                .orElse(scan.columns());
        SplitPlanner planner = new SplitPlanner(table, settings);
        if (!scan.isFilterable() || request.dynamicFilter().isEmpty()) {
            AccessPath planned = paths(table, columns, scan.condition(), Optional.empty()).stream()
                    .filter(path -> path.kind() == AccessPath.Kind.NOTHING
                            || new ScanModel.Path(
                            path.kind().name(),
                            path.index().map(index -> index.name())).equals(scan.path()))
                    .findFirst()
                    .orElseThrow(() -> changed(table));
            planner.split(scan, planned, columns, Constant.ALWAYS, sampled, splits);
            return;
        }
        PredicateTranslator translator = new PredicateTranslator(table);
        Condition further = Condition.all(request.dynamicFilter().stream()
                .map(conjunct -> translator.translate(conjunct.expression()).condition())
                .toList());
        Condition all = WholeRanges.listed(
                Condition.all(List.of(scan.condition(), further)), table, PathChooser.MAX_KEYS);
        AccessPath cheapest = paths(table, columns, all, Optional.empty()).getFirst();
        planner.split(scan, cheapest, columns, further, sampled, splits);
    }

    /**
     * Rows that the scan is expected to have, and what keys tell of columns.
     */
    public TableStatistics statistics(TableSchema table, ScanModel.TableScan scan)
    {
        Estimates estimates = Estimates.of(table, settings.isConsistent());
        if (!estimates.isKnown() || scan.counts() > 0) {
            return TableStatistics.UNKNOWN;
        }
        AccessPath path = paths(table, scan.columns(), scan.condition(), Optional.empty()).getFirst();
        FilterParts filter = new SplitPlanner(table, settings).filter(scan.condition(), Constant.ALWAYS, path);
        double rows = rows(path, scan.limit(), filter);
        Map<String, TableStatistics.Column> columns = new HashMap<>();
        for (TableColumn column : scan.columns()) {
            if (!column.isNested() && table.key().names().contains(column.attribute())) {
                boolean isUnique = table.key().sort().isEmpty();
                columns.put(column.name(), new TableStatistics.Column(
                        OptionalDouble.of(0),
                        isUnique ? OptionalDouble.of(rows) : OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
            }
        }
        return new TableStatistics(OptionalDouble.of(rows), columns);
    }

    // as they were when the scan was planned, where they still are there
    private static List<TableColumn> columns(TableSchema table, ScanModel.TableScan scan, List<ColumnPath> paths)
    {
        return paths.stream()
                .map(path -> scan.columns().stream()
                        .filter(column -> column.name().equals(path.toString()))
                        .findFirst()
                        .orElseGet(() -> table.column(path)))
                .toList();
    }

    private static SourceException changed(TableSchema table)
    {
        return SourceException.retryable(
                SourceErrorCode.SOURCE_FAILED,
                "Table %s: an index that the query was planned with is there no more; run the query again".formatted(
                        table.name()),
                Optional.empty(),
                null);
    }
}
