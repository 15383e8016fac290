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
package io.glaux.engine.query.work;

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a step in memory: of statements that tell about things, not of data.
 */
final class CollectedRows
        implements ResultSink
{
    private final List<List<Object>> rows = new ArrayList<>();
    private List<ResultColumn> columns = List.of();

    List<List<Object>> rows()
    {
        return rows;
    }

    @Override
    public void running() {}

    @Override
    public void columns(List<ResultColumn> columns)
    {
        this.columns = columns;
    }

    @Override
    public void page(Page page)
    {
        for (int position = 0; position < page.getPositionCount(); position++) {
            List<Object> row = new ArrayList<>(columns.size());
            for (int channel = 0; channel < columns.size(); channel++) {
                row.add(columns.get(channel).type().getObjectValue(page.getBlock(channel), position));
            }
            rows.add(row);
        }
    }

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics) {}
}
