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
package io.glaux.engine.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryObserver;
import io.glaux.engine.query.QueryState;
import io.glaux.engine.query.QueryTimes;
import io.glaux.engine.query.StatementKind;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

/**
 * Counts the queries since the start of this process, as CloudWatch does Athena's: by workgroup, state and type.
 */
public final class QueryMetrics
        implements QueryObserver
{
    /**
     * The media type of {@link #openMetrics}.
     */
    public static final String MEDIA_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @GuardedBy("this")
    private final Map<String, Map<QueryState, Long>> open = new TreeMap<>();
    @GuardedBy("this")
    private final Map<Series, Map<Measure, Distribution>> ended = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, LongSupplier> droppedEvents = new TreeMap<>();

    private final Predicate<String> published;

    /**
     * @param published whether a workgroup publishes its metrics now; may take its time
     */
    public QueryMetrics(Predicate<String> published)
    {
        this.published = requireNonNull(published, "published is null");
    }

    private enum Measure
    {
        TOTAL("glaux_query_total_execution_seconds", "TotalExecutionTime: from submission to the end"),
        QUEUE("glaux_query_queue_seconds", "QueryQueueTime: waiting for a place and for the engine"),
        PLANNING("glaux_query_planning_seconds", "QueryPlanningTime: planning, part of the engine's time"),
        ENGINE("glaux_query_engine_execution_seconds", "EngineExecutionTime: the engine's time"),
        SERVICE("glaux_query_service_processing_seconds", "ServiceProcessingTime: what came after the engine"),
        BYTES("glaux_query_processed_bytes", "ProcessedBytes: bytes that DML queries scanned");

        private final String metric;
        private final String help;

        Measure(String metric, String help)
        {
            this.metric = metric;
            this.help = help;
        }

        private String unit()
        {
            return this == BYTES ? "bytes" : "seconds";
        }

        private Distribution distribution()
        {
            return new Distribution(this == BYTES ? Distribution.BYTES : Distribution.SECONDS);
        }
    }

    @Override
    public synchronized void changed(QueryExecution query, Optional<QueryState> previous)
    {
        Map<QueryState, Long> states = open.computeIfAbsent(
                query.submission().workgroup(), _ -> new EnumMap<>(QueryState.class));
        previous.ifPresent(state -> states.merge(state, -1L, Long::sum));
        if (!query.state().isTerminal()) {
            states.merge(query.state(), 1L, Long::sum);
            return;
        }
        StatementKind.Type type = query.submission().kind().type();
        Series series = new Series(query.submission().workgroup(), cloudWatchState(query.state()), type.name());
        QueryTimes times = query.times();
        add(series, Measure.TOTAL, seconds(
                times.preprocessing().plus(times.queued()).plus(times.engine()).plus(times.service())));
        add(series, Measure.QUEUE, seconds(times.queued()));
        add(series, Measure.PLANNING, seconds(times.planning()));
        add(series, Measure.ENGINE, seconds(times.engine()));
        add(series, Measure.SERVICE, seconds(times.service()));
        if (type == StatementKind.Type.DML) {
            add(series, Measure.BYTES, (double) query.volume().scannedBytes());
        }
    }

    /**
     * Shows how many events did not reach a sink.
     */
    public synchronized void showDroppedEvents(String sink, LongSupplier dropped)
    {
        droppedEvents.put(sink, dropped);
    }

    /**
     * What is known of some workgroups, in the text format of OpenMetrics 1.0. Those that do not publish their metrics
     * are left out.
     */
    public String openMetrics(Predicate<String> asked)
    {
        return openMetrics(workgroups().stream().filter(asked.and(published)).collect(toImmutableSet()));
    }

    private synchronized Set<String> workgroups()
    {
        return Set.copyOf(open.keySet());
    }

    private synchronized String openMetrics(Set<String> workgroups)
    {
        StringBuilder out = new StringBuilder();
        writeOpen("glaux_queries_queued", "Queries that wait", QueryState.QUEUED, workgroups, out);
        writeOpen("glaux_queries_running", "Queries that run", QueryState.RUNNING, workgroups, out);
        for (Measure measure : Measure.values()) {
            out.append("# TYPE %s histogram\n".formatted(measure.metric));
            out.append("# UNIT %s %s\n".formatted(measure.metric, measure.unit()));
            out.append("# HELP %s %s\n".formatted(measure.metric, measure.help));
            ended.forEach((series, measures) -> {
                Distribution values = measures.get(measure);
                if (values != null && workgroups.contains(series.workgroup)) {
                    values.write(measure.metric, series.labels(), out);
                }
            });
        }
        out.append("# TYPE glaux_events_dropped counter\n");
        out.append("# HELP glaux_events_dropped Events that were not delivered\n");
        droppedEvents.forEach((sink, dropped) -> out.append("glaux_events_dropped_total{%s} %s\n".formatted(
                label("sink", sink), dropped.getAsLong())));
        return out.append("# EOF\n").toString();
    }

    @GuardedBy("this")
    private void writeOpen(String metric, String help, QueryState state, Set<String> workgroups, StringBuilder out)
    {
        out.append("# TYPE %s gauge\n".formatted(metric));
        out.append("# HELP %s %s\n".formatted(metric, help));
        open.forEach((workgroup, states) -> {
            if (workgroups.contains(workgroup)) {
                out.append("%s{%s} %s\n".formatted(
                        metric, label("workgroup", workgroup), states.getOrDefault(state, 0L)));
            }
        });
    }

    @GuardedBy("this")
    private void add(Series series, Measure measure, double value)
    {
        ended.computeIfAbsent(series, _ -> new EnumMap<>(Measure.class))
                .computeIfAbsent(measure, Measure::distribution)
                .add(value);
    }

    private static double seconds(Duration duration)
    {
        return duration.toMillis() / 1e3;
    }

    /**
     * CloudWatch writes CANCELED, and Athena's API CANCELLED.
     */
    private static String cloudWatchState(QueryState state)
    {
        return state == QueryState.CANCELLED ? "CANCELED" : state.name();
    }

    private static String label(String name, String value)
    {
        return "%s=\"%s\"".formatted(
                name, value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    }

    /**
     * The dimensions of CloudWatch.
     */
    private record Series(String workgroup, String state, String type)
            implements Comparable<Series>
    {
        private Series
        {
            requireNonNull(workgroup, "workgroup is null");
            requireNonNull(state, "state is null");
            requireNonNull(type, "type is null");
        }

        private String labels()
        {
            return String.join(
                    ",",
                    label("workgroup", workgroup),
                    label("query_state", state),
                    label("query_type", type));
        }

        @Override
        public int compareTo(Series other)
        {
            return labels().compareTo(other.labels());
        }
    }
}
