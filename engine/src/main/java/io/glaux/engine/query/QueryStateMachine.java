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
import java.util.concurrent.atomic.AtomicReference;

/**
 * The state of one query, of which only the transitions of {@link QueryState} happen, each once, whoever asks first.
 */
final class QueryStateMachine
{
    private final AtomicReference<QueryState> state = new AtomicReference<>(QueryState.QUEUED);

    QueryState state()
    {
        return state.get();
    }

    /**
     * @return whether this call made the transition
     */
    boolean become(QueryState next)
    {
        return change(next).isPresent();
    }

    /**
     * @return the state that this call left; empty when it did not make the transition
     */
    Optional<QueryState> change(QueryState next)
    {
        while (true) {
            QueryState current = state.get();
            if (!current.mayBecome(next)) {
                return Optional.empty();
            }
            if (state.compareAndSet(current, next)) {
                return Optional.of(current);
            }
        }
    }
}
