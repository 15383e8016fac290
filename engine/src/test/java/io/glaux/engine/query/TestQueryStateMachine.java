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

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static io.glaux.engine.query.QueryState.CANCELLED;
import static io.glaux.engine.query.QueryState.FAILED;
import static io.glaux.engine.query.QueryState.QUEUED;
import static io.glaux.engine.query.QueryState.RUNNING;
import static io.glaux.engine.query.QueryState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

final class TestQueryStateMachine
{
    @Test
    void testEveryTransition()
    {
        for (QueryState from : QueryState.values()) {
            for (QueryState to : QueryState.values()) {
                boolean allowed = (from == QUEUED && to != QUEUED)
                        || (from == RUNNING && to != QUEUED && to != RUNNING);
                assertThat(from.mayBecome(to)).as("%s to %s", from, to).isEqualTo(allowed);
            }
        }
        assertThat(Stream.of(QueryState.values()).filter(QueryState::isTerminal))
                .containsExactly(SUCCEEDED, FAILED, CANCELLED);
    }

    @Test
    void testATransitionHappensOnce()
    {
        QueryStateMachine machine = new QueryStateMachine();
        assertThat(machine.state()).isEqualTo(QUEUED);
        assertThat(machine.become(RUNNING)).isTrue();
        assertThat(machine.become(RUNNING)).isFalse();
        assertThat(machine.become(FAILED)).isTrue();
        assertThat(machine.become(SUCCEEDED)).isFalse();
        assertThat(machine.become(CANCELLED)).isFalse();
        assertThat(machine.state()).isEqualTo(FAILED);
    }

    @Test
    void testOneOfManyEndsWins()
            throws Exception
    {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 200; round++) {
                QueryStateMachine machine = new QueryStateMachine();
                machine.become(RUNNING);
                List<Callable<Boolean>> ends = Stream.of(SUCCEEDED, FAILED, CANCELLED, FAILED)
                        .<Callable<Boolean>>map(state -> () -> machine.become(state))
                        .toList();
                int winners = 0;
                for (Future<Boolean> end : executor.invokeAll(ends)) {
                    winners += end.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }
}
