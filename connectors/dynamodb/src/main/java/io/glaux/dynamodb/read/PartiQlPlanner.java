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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.ScanModel;
import io.glaux.dynamodb.plan.SplitModel;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.ReadContext;
import io.glaux.source.ScanPlan;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
import org.apache.arrow.vector.types.pojo.Schema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * Finds the columns of a statement's result by reading its first page. If there are further pages, these may have other
 * attributes: they are in a last column, as JSON. What a statement was found to have is remembered for a moment, since
 * a query is planned several times. Thread-safe.
 */
final class PartiQlPlanner
{
    private static final String REST = "_more";
    private static final String RESULT = "result";
    // pages in which nothing was found
    private static final int MAX_PAGES = 4;
    private static final int MAX_REMEMBERED = 100;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final ReadRequests requests;
    private final TableFinder tables;
    private final boolean isConsistent;
    private final Map<String, Sample> samples = new LinkedHashMap<>();

    PartiQlPlanner(ReadRequests requests, TableFinder tables, boolean isConsistent)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.tables = requireNonNull(tables, "tables is null");
        this.isConsistent = isConsistent;
    }

    /**
     * @param unpaid read units, times a million, that no read has been told of yet
     */
    private record Sample(List<TableColumn> columns, boolean hasRest, AtomicLong unpaid, long nanoTime) {}

    ScanPlan plan(Call call, String text)
    {
        PartiQlText statement = PartiQlText.of(text);
        Sample sample = sample(call, statement);
        List<TableColumn> columns = sample.columns();
        return new ScanPlan(
                ScanModel.encode(new ScanModel.Statement(statement.text(), columns, sample.hasRest())),
                new Schema(columns.stream().map(TableColumn::field).toList()),
                Map.of(),
                Taken.NO,
                Taken.NO,
                Taken.NO,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Units.NONE,
                "ExecuteStatement of PartiQL, page after page");
    }

    private Sample sample(Call call, PartiQlText statement)
    {
        synchronized (samples) {
            samples.values().removeIf(sample -> System.nanoTime() - sample.nanoTime() > REMEMBERED.toNanos());
            Sample known = samples.get(statement.text());
            if (known != null) {
                return known;
            }
        }
        Sample found = read(call, statement);
        synchronized (samples) {
            if (samples.size() >= MAX_REMEMBERED) {
                samples.remove(samples.keySet().iterator().next());
            }
            samples.put(statement.text(), found);
        }
        return found;
    }

    private Sample read(Call call, PartiQlText statement)
    {
        PartiQlRequests pages = new PartiQlRequests(statement, isConsistent);
        SampleContext context = new SampleContext(call);
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Optional<String> token = Optional.empty();
        try {
            for (int page = 0; page < MAX_PAGES && items.isEmpty(); page++) {
                PartiQlRequests.Page read =
                        PartiQlRequests.await(requests.send(context, pages.page(token, 0)));
                items.addAll(read.items());
                token = read.next();
                if (token.isEmpty()) {
                    break;
                }
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SourceException.of(
                    SourceErrorCode.SOURCE_FAILED,
                    "Nobody waits for the PartiQL statement any more",
                    e);
        }
        List<TableColumn> columns = new ArrayList<>(tables.infer(RESULT, items));
        boolean hasRest = token.isPresent() || columns.isEmpty();
        if (hasRest) {
            columns.add(rest(columns));
        }
        return new Sample(columns, hasRest, context.millionths(), System.nanoTime());
    }

    private static TableColumn rest(List<TableColumn> columns)
    {
        String name = REST;
        while (isTaken(name, columns)) {
            name = "_" + name;
        }
        return new TableColumn(
                RESULT,
                name,
                List.of(name),
                new ColumnType.Json(),
                TableColumn.Mismatch.ERROR);
    }

    private static boolean isTaken(String name, List<TableColumn> columns)
    {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    SourceSplit split(ScanModel.Statement statement, SplitRequest request)
    {
        List<TableColumn> read = request.columns()
                .map(paths -> paths.stream().map(path -> column(statement, path.column())).toList())
                .orElse(statement.columns());
        SplitModel.Statement split = new SplitModel.Statement(
                statement.text(),
                read,
                statement.columns(),
                statement.hasRest(),
                isConsistent,
                unpaid(statement.text()));
        return new SourceSplit(SplitModel.encode(split), 100, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private long unpaid(String text)
    {
        synchronized (samples) {
            Sample sample = samples.get(text);
            return sample == null ? 0 : sample.unpaid().getAndSet(0);
        }
    }

    private static TableColumn column(ScanModel.Statement statement, String name)
    {
        return statement.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SourceException.of(
                        SourceErrorCode.COLUMN_NOT_FOUND,
                        "The result of the PartiQL statement has no column " + name));
    }

    /**
     * Adds up what is read before there is a read to tell it to.
     */
    private record SampleContext(Call call, AtomicLong millionths)
            implements ReadContext
    {
        SampleContext(Call call)
        {
            this(call, new AtomicLong());
        }

        @Override
        public Schema schema()
        {
            return new Schema(List.of());
        }

        @Override
        public void consumed(long sourceBytes, long sourceRows, Units units)
        {
            units.millionths().values().forEach(millionths::addAndGet);
        }

        @Override
        public void throttled(Duration wait)
        {
            // nobody is there to be told
        }
    }
}
