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
 * Is told when queries change their states, for statistics and notices.
 */
@FunctionalInterface
public interface QueryObserver
{
    /**
     * A query was recorded, was taken up by the engine, or is over. Must return at once: the query waits.
     *
     * @param query as it is now; times and volume are those of the end once it is over
     * @param previous the state that it left; empty when it was recorded
     */
    void changed(QueryExecution query, Optional<QueryState> previous);
}
