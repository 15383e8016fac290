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
package io.glaux.conformance.checks;

import io.glaux.conformance.Check;
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.conformance.oracle.GeneratedScans;
import io.glaux.conformance.oracle.Oracle;
import io.glaux.conformance.oracle.ScanRunner;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Feature;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.TopN;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-EXPR and F-PLAN: whatever a host takes, the result is that of the scan with nothing taken, and that of an evaluator
 * of rows in memory.
 */
public final class PushdownChecks
{
    private static final int LARGEST = 10_000;
    private static final int LARGEST_TEXT = 100_000;
    private static final double TOLERANCE = 1e-9;

    private final TestedHost host;
    private final long seed;
    private final int scans;

    public PushdownChecks(TestedHost host, long seed, int scans)
    {
        this.host = requireNonNull(host, "host is null");
        this.seed = seed;
        this.scans = scans;
    }

    public List<Check> all()
    {
        return new CheckList("pushdown")
                .add("random scans give the same with and without what the host takes",
                        this::givesTheSame,
                        "F-EXPR-1",
                        "F-EXPR-2",
                        "F-EXPR-3",
                        "F-PLAN-1",
                        "F-PLAN-2",
                        "F-PLAN-3",
                        "F-PLAN-4",
                        "F-PLAN-5",
                        "F-PLAN-6",
                        "F-PLAN-7",
                        "F-SPLIT-1",
                        "F-SPLIT-7")
                .add(
                        "dynamic filters leave every row that satisfies them",
                        this::keepsRowsOfDynamicFilters,
                        "F-SPLIT-4")
                .all();
    }

    private void givesTheSame()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            Set<Feature> features = Set.copyOf(client.catalog().getFeaturesList());
            ScanRunner runner = new ScanRunner(client);
            for (KnownTable table : tables()) {
                List<List<Object>> all = client.rows(client.plan(Scans.of(table)).getScan());
                GeneratedScans generated = new GeneratedScans(random, table, features, client.allocator());
                for (int i = 0; i < scans; i++) {
                    ScanSpec scan = generated.make();
                    String what = "scan %s of %s, seed %s:%n%s".formatted(i, table, seed, scan);
                    try {
                        compare(table.schema(), all, scan, runner.run(scan), client);
                    }
                    catch (AssertionError | RuntimeException e) {
                        throw new AssertionError("%s%n%s".formatted(e.getMessage(), what), e);
                    }
                }
            }
        }
    }

    private static void compare(
            Schema columns,
            List<List<Object>> all,
            ScanSpec scan,
            List<List<Object>> result,
            HostClient client)
    {
        Schema schema = columns;
        List<List<Object>> expected = Oracle.filter(columns, all, scan.getConjunctsList(), client.allocator());
        if (scan.hasAggregation()) {
            expected = Oracle.aggregate(columns, expected, scan.getAggregation());
            schema = Oracle.aggregated(columns, scan.getAggregation());
        }
        Map<Object, Integer> candidates = counted(schema, expected);
        if (scan.hasTopN()) {
            compareTop(schema, expected, scan.getTopN(), result);
        }
        else if (scan.hasLimit()) {
            assertThat(result).hasSize((int) Math.min(scan.getLimit(), expected.size()));
        }
        else {
            assertThat(counted(schema, result)).isEqualTo(candidates);
        }
        counted(schema, result).forEach((row, count) ->
                assertThat(count).as("rows like %s", row).isLessThanOrEqualTo(candidates.getOrDefault(row, 0)));
    }

    /**
     * With ties any of the tied rows may be there: what is compared is where each stands.
     */
    private static void compareTop(
            Schema schema,
            List<List<Object>> expected,
            TopN topN,
            List<List<Object>> result)
    {
        Comparator<List<Object>> order = Oracle.order(schema, topN);
        List<List<Object>> first = expected.stream().sorted(order).limit(topN.getCount()).toList();
        assertThat(result).as("top rows").hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(order.compare(first.get(i), result.get(i))).as("order of top row %s", i).isZero();
        }
    }

    private static Map<Object, Integer> counted(Schema schema, List<List<Object>> rows)
    {
        Map<Object, Integer> counted = new HashMap<>();
        for (List<Object> row : rows) {
            List<Object> rounded = new ArrayList<>(row);
            rounded.replaceAll(PushdownChecks::rounded);
            counted.merge(Oracle.identity(schema, rounded), 1, Integer::sum);
        }
        return counted;
    }

    /**
     * The last digits of averages may differ.
     */
    private static Object rounded(Object value)
    {
        return value instanceof Double number && Math.abs(number) > TOLERANCE && Math.abs(number) < 1 / TOLERANCE
                ? Math.rint(number / TOLERANCE) * TOLERANCE
                : value;
    }

    private void keepsRowsOfDynamicFilters()
    {
        Random random = new Random(seed + 1);
        try (HostClient client = new HostClient(host.endpoint())) {
            client.require(Feature.FEATURE_DYNAMIC_FILTER);
            Set<Feature> filter = Set.of(Feature.FEATURE_FILTER);
            for (KnownTable table : tables()) {
                GeneratedScans generated = new GeneratedScans(random, table, filter, client.allocator());
                for (int i = 0; i < scans / 10; i++) {
                    compare(client, table, generated.conjuncts());
                }
            }
        }
    }

    private void compare(HostClient client, KnownTable table, List<Conjunct> filter)
    {
        SplitsRequest request = SplitsRequest.newBuilder()
                .setScan(client.plan(Scans.of(table)).getScan())
                .addAllDynamicFilter(filter)
                .build();
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : client.splits(request)) {
            rows.addAll(client.read(client.ticket(split)).rows());
        }
        Map<Object, Integer> came = counted(table.schema(), rows);
        List<List<Object>> satisfying = Oracle.filter(table.schema(), table.rows(), filter, client.allocator());
        counted(table.schema(), satisfying).forEach((row, count) ->
                assertThat(came).as("filter of %s, seed %s:%n%s", table, seed, filter).containsEntry(row, count));
        assertThat(counted(table.schema(), table.rows()).keySet()).containsAll(came.keySet());
    }

    private List<KnownTable> tables()
    {
        List<KnownTable> tables = host.tables().stream()
                .filter(table -> table.rows().size() <= LARGEST)
                .filter(table -> table.rows().stream().flatMap(List::stream).noneMatch(PushdownChecks::isLarge))
                .toList();
        return Optional.of(tables)
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new CheckSkippedException("The host has no small tables"));
    }

    private static boolean isLarge(Object value)
    {
        return value instanceof String text && text.length() > LARGEST_TEXT;
    }
}
