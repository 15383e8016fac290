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

import java.util.Optional;

/**
 * Records queries that do not come in by Athena's door, so that every query, whatever door it takes, has one execution
 * in the history, one start and one end in the ledger, and can be stopped from any other door.
 */
public interface QueryJournal
{
    /**
     * Records a query as QUEUED, before it is planned. A query whose text does not parse has no kind and is not
     * recorded, as Athena records none.
     *
     * @param statement how the query is stopped, and what it has used so far
     * @throws io.glaux.engine.error.GlauxException with QUOTA_EXCEEDED when a quota is used up, with
     *         RESOURCE_LIMIT when the workgroup runs as many queries as it may
     * @return the id of the execution, a UUID; not Trino's query id
     */
    String started(JournaledQuery query, RunningStatement statement);

    /**
     * The engine has taken the query up. Calls after the first, and after the end, change nothing.
     */
    void running(String executionId);

    /**
     * The query's one end, once its bytes are final. Calls after the first change nothing.
     *
     * @param failure empty when the query succeeded
     */
    void ended(String executionId, Optional<StatementFailure> failure, StatementStatistics statistics);
}
