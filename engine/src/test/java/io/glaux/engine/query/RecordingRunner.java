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
package io.glaux.engine.query;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static java.util.Objects.requireNonNull;

/**
 * Takes statements, remembers them, and answers each at once: with rows of text, or with a failure.
 */
public final class RecordingRunner
        implements StatementRunner
{
    private final List<StatementRequest> requests = new ArrayList<>();
    private final Function<String, List<List<String>>> answers;
    private Optional<StatementFailure> failure = Optional.empty();

    /**
     * @param answers rows by statement
     */
    public RecordingRunner(Function<String, List<List<String>>> answers)
    {
        this.answers = requireNonNull(answers, "answers is null");
    }

    public void failWith(StatementFailure failure)
    {
        this.failure = Optional.of(failure);
    }

    public List<StatementRequest> requests()
    {
        return List.copyOf(requests);
    }

    public List<String> statements()
    {
        return requests.stream().map(StatementRequest::sql).toList();
    }

    @Override
    public RunningStatement start(StatementRequest request, ResultSink sink)
    {
        requests.add(request);
        if (failure.isPresent()) {
            sink.failed(failure.get(), StatementStatistics.NONE);
        }
        else {
            List<List<String>> rows = answers.apply(request.sql());
            if (!rows.isEmpty()) {
                sink.columns(rows.getFirst().stream().map(_ -> new ResultColumn("c", VARCHAR)).toList());
                rows.forEach(row -> sink.page(page(row)));
            }
            sink.finished(StatementOutcome.NONE, StatementStatistics.NONE);
        }
        return new NoStatement();
    }

    private static Page page(List<String> row)
    {
        return new Page(row.stream()
                .map(value -> {
                    BlockBuilder builder = VARCHAR.createBlockBuilder(null, 1);
                    VARCHAR.writeString(builder, value);
                    return builder.build();
                })
                .toArray(Block[]::new));
    }
}
