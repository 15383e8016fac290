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

import io.airlift.log.Logger;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.util.Objects.requireNonNull;

/**
 * Those who are told of queries. What goes wrong with them does not touch the queries.
 */
final class QueryObservers
{
    private static final Logger log = Logger.get(QueryObservers.class);

    private final List<QueryObserver> observers = new CopyOnWriteArrayList<>();

    void add(QueryObserver observer)
    {
        observers.add(requireNonNull(observer, "observer is null"));
    }

    void recorded(QueryExecution query)
    {
        changed(query, Optional.empty());
    }

    /**
     * A query that had a result already: it was never QUEUED for anybody to see.
     */
    void recordedAndOver(QueryExecution query)
    {
        recorded(with(query, QueryStatus.QUEUED, query.times(), QueryVolume.NONE));
        changed(query, Optional.of(QueryState.QUEUED));
    }

    void running(QueryExecution recorded)
    {
        QueryStatus running =
                new QueryStatus(QueryState.RUNNING, Optional.empty(), StatementOutcome.NONE, false);
        changed(with(recorded, running, recorded.times(), recorded.volume()), Optional.of(QueryState.QUEUED));
    }

    void ended(QueryExecution recorded, QueryState previous, QueryStatus status, QueryTimes times, QueryVolume volume)
    {
        changed(with(recorded, status, times, volume), Optional.of(previous));
    }

    private static QueryExecution with(QueryExecution query, QueryStatus status, QueryTimes times, QueryVolume volume)
    {
        return new QueryExecution(
                query.id(), query.submission(), query.outputFile(), query.reusedQuery(), status, times, volume);
    }

    private void changed(QueryExecution query, Optional<QueryState> previous)
    {
        for (QueryObserver observer : observers) {
            try {
                observer.changed(query, previous);
            }
            catch (RuntimeException e) {
                log.warn(e, "What became of query %s was not told to %s", query.id(), observer.getClass().getName());
            }
        }
    }
}
