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

import java.util.List;

/**
 * Takes the rows of a statement as pages of the root stage. A throw from any method cancels the statement, which then
 * fails with what was thrown.
 */
public interface ResultSink
{
    /**
     * The id under which the engine knows the statement, and which the files that it writes carry in their names.
     * Called before the engine reads or writes anything; a statement of several steps has several.
     */
    default void engineQuery(String engineQueryId) {}

    /**
     * The engine has taken the statement up: it leaves the queue. At most once.
     */
    void running();

    /**
     * Before the first page, once; not called for a statement that fails before it has columns.
     */
    void columns(List<ResultColumn> columns);

    void page(Page page);

    void finished(StatementOutcome outcome, StatementStatistics statistics);

    void failed(StatementFailure failure, StatementStatistics statistics);
}
