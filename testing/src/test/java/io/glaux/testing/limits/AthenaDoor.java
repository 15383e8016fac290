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
package io.glaux.testing.limits;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import static io.glaux.testing.Waiting.untilTrue;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Athena API. A client that asks for nothing more leaves a query that goes on.
 */
final class AthenaDoor
        implements Door
{
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String name()
    {
        return "athena";
    }

    @Override
    public Set<Need> has()
    {
        return Set.of(Need.ATHENA);
    }

    @Override
    public DoorSession open(SharedGlaux glaux, String workgroup, Map<String, String> settings)
    {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("Clients of Athena set nothing for their session: " + settings);
        }
        return new Session(glaux.clients().athena(), glaux.athena(LakeSource.DATABASE).in(workgroup));
    }

    private record Session(AthenaClient athena, AthenaQueries queries)
            implements DoorSession
    {
        private Session
        {
            requireNonNull(athena, "athena is null");
            requireNonNull(queries, "queries is null");
        }

        @Override
        public Ending run(String sql)
        {
            try {
                return ending(queries.await(queries.start(sql)));
            }
            catch (InvalidRequestException e) {
                return Ending.of(e.getMessage());
            }
        }

        private static Ending ending(QueryExecution query)
        {
            if (query.status().state() == QueryExecutionState.SUCCEEDED) {
                return Ending.succeeded();
            }
            String reason = String.valueOf(query.status().stateChangeReason());
            boolean stopped = query.status().state() == QueryExecutionState.CANCELLED && Ending.isLimit(reason);
            return stopped
                    ? Ending.of(reason)
                    : Ending.failed("%s: %s".formatted(query.status().stateAsString(), reason));
        }

        @Override
        public void breakOff(String sql)
        {
            String id;
            try {
                id = queries.start(sql);
            }
            catch (InvalidRequestException e) {
                assertThat(Ending.isLimit(e.getMessage())).as(e.getMessage()).isTrue();
                return;
            }
            untilTrue("query %s to run".formatted(id), PATIENCE, () -> {
                QueryExecution query = queries.get(id);
                return AthenaQueries.isOver(query) || query.statistics().dataScannedInBytes() > 0;
            });
            athena.stopQueryExecution(request -> request.queryExecutionId(id));
        }

        @Override
        public void abandon(String sql)
        {
            queries.start(sql);
        }

        @Override
        public void close()
        {
            // the API has no sessions
        }
    }
}
