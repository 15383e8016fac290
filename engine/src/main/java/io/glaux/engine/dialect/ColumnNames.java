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

import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;

import java.util.List;

/**
 * Takes the names of a query's columns, which the engine makes up where the query does not say.
 */
final class ColumnNames
        implements ResultSink
{
    private List<String> names = List.of();

    List<String> names()
    {
        return names;
    }

    @Override
    public void running() {}

    @Override
    public void columns(List<ResultColumn> columns)
    {
        names = columns.stream().map(ResultColumn::name).toList();
    }

    @Override
    public void page(Page page) {}

    @Override
    public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

    @Override
    public void failed(StatementFailure failure, StatementStatistics statistics) {}
}
