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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.shared.SharedGlaux;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

import static io.glaux.testing.Waiting.until;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * One evasion at one door over one source, in a workgroup of its own whose queries may each read
 * {@link #CUTOFF} bytes.
 */
final class Scene
        implements AutoCloseable
{
    static final long CUTOFF = 10_000_000;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final SharedGlaux glaux;
    private final Door door;
    private final Source source;
    private final String workgroup = "evasion-" + NUMBERS.incrementAndGet();
    private long servedBefore;
    private long underWayBefore;
    private OptionalLong quota = OptionalLong.empty();
    private boolean crashed;

    Scene(SharedGlaux glaux, Door door, Source source)
    {
        this.glaux = requireNonNull(glaux, "glaux is null");
        this.door = requireNonNull(door, "door is null");
        this.source = requireNonNull(source, "source is null");
        makeWorkgroup(OptionalLong.of(CUTOFF));
        readSoFarDoesNotCount();
    }

    SharedGlaux glaux()
    {
        return glaux;
    }

    Source source()
    {
        return source;
    }

    String workgroup()
    {
        return workgroup;
    }

    /**
     * A name that nothing has yet.
     */
    String newName()
    {
        return "evasion_%s".formatted(NUMBERS.incrementAndGet());
    }

    DoorSession open()
    {
        return open(Map.of());
    }

    DoorSession open(Map<String, String> settings)
    {
        return door.open(glaux, workgroup, settings);
    }

    /**
     * Runs a statement that is no part of the evasion, outside the workgroup. What it reads does not count.
     */
    void setUp(String sql)
    {
        long before = source.served(glaux);
        long underWay = source.underWay(glaux);
        glaux.athena(LakeSource.DATABASE).run(fill(sql));
        servedBefore += source.served(glaux) - before;
        underWayBefore += source.underWay(glaux) - underWay;
    }

    /**
     * For set-ups of other kinds.
     */
    void readSoFarDoesNotCount()
    {
        servedBefore = source.served(glaux);
        underWayBefore = source.underWay(glaux);
    }

    /**
     * A server was killed. What it had leave to read counts then, whether it read it or not.
     */
    void mayHaveLostCounts()
    {
        crashed = true;
    }

    /**
     * Replaces the names in braces: {@code table}; {@code key} and {@code text}, two of its columns; {@code all},
     * aggregates that need every column; {@code twice}, a query of all rows two times; {@code scan}, one that reads all
     * that two times, and has one row; {@code new}, a new name.
     */
    String fill(String sql)
    {
        List<String> columns = source.columns();
        String all = columns.stream().map("max(%s)"::formatted).collect(joining(", ", "count(*), ", ""));
        String twice = "SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s".formatted(source.table());
        return sql
                .replace("{scan}", "SELECT %s FROM (%s) everything".formatted(all, twice))
                .replace("{twice}", twice)
                .replace("{all}", all)
                .replace("{table}", source.table())
                .replace("{key}", columns.getFirst())
                .replace("{text}", columns.getLast())
                .replace("{new}", newName());
    }

    /**
     * In one session, the limit stops the last of these, and not those before it.
     */
    void stops(List<String> statements)
    {
        stops(Map.of(), statements);
    }

    void stops(Map<String, String> settings, List<String> statements)
    {
        try (DoorSession session = open(settings)) {
            for (String statement : statements.subList(0, statements.size() - 1)) {
                assertEnds(session, statement, Ending.Kind.SUCCEEDED);
            }
            assertEnds(session, statements.getLast(), Ending.Kind.STOPPED);
        }
    }

    void assertEnds(DoorSession session, String statement, Ending.Kind kind)
    {
        String sql = fill(statement);
        Ending ending = session.run(sql);
        assertThat(ending.kind()).as("%s%n%s", ending, sql).isEqualTo(kind);
    }

    /**
     * In place of the cutoff, the queries of the workgroup may together read so much in any hour.
     */
    void limitTogether(long bytes)
    {
        quota = OptionalLong.of(bytes);
        glaux.clients().athena().updateWorkGroup(request -> request
                .workGroup(workgroup)
                .configurationUpdates(update -> update.removeBytesScannedCutoffPerQuery(true)));
        run("quota", "set", workgroup, "--bytes", String.valueOf(bytes), "--per", "60m", "--action", "block");
    }

    void makeWorkgroup(OptionalLong cutoff)
    {
        glaux.clients().athena().createWorkGroup(request -> request
                .name(workgroup)
                .configuration(configuration -> {
                    configuration.enforceWorkGroupConfiguration(false);
                    configuration.resultConfiguration(result -> result.outputLocation("s3://%s/results/evasions/"
                            .formatted(SharedGlaux.BUCKET)));
                    cutoff.ifPresent(configuration::bytesScannedCutoffPerQuery);
                }));
    }

    void removeWorkgroup()
    {
        glaux.clients().athena().deleteWorkGroup(request -> request.workGroup(workgroup).recursiveDeleteOption(true));
    }

    String run(String... arguments)
    {
        return glaux.instance().command(arguments).requireSuccess().out();
    }

    /**
     * A user without any right but to run queries.
     */
    Stranger stranger()
    {
        return glaux.once("evader", Stranger.class, () -> {
            try {
                JsonNode user = MAPPER.readTree(run("user", "add", "evader", "--json"));
                return new Stranger(
                        user.required("UserName").textValue(),
                        user.required("Password").textValue(),
                        user.required("AccessKeyId").textValue(),
                        user.required("SecretAccessKey").textValue());
            }
            catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        });
    }

    AwsClients clients(Stranger stranger)
    {
        return AwsClients.of(
                glaux.instance().environment().awsUrl(),
                stranger.accessKey(),
                stranger.secretKey(),
                glaux.instance().environment().region());
    }

    /**
     * Ends what is still open, and compares what was served with the limits and the ledger.
     */
    void check()
    {
        stopAll();
        Account account = until("the ends of all queries of " + workgroup, PATIENCE, () ->
                Optional.of(account()).filter(Account::isSettled));
        long served = source.served(glaux) - servedBefore;
        long taken = served - (source.underWay(glaux) - underWayBefore);
        assertThat(account.scanned()).as("in the ledger, and served").isGreaterThanOrEqualTo(taken);
        if (!crashed) {
            assertThat(account.scanned()).as("in the ledger, and served").isLessThanOrEqualTo(served);
            assertThat(account.incomplete()).isZero();
        }
        if (quota.isPresent()) {
            assertThat(taken).isLessThanOrEqualTo(quota.getAsLong() + source.beyond());
            assertThat(account.scanned()).isLessThanOrEqualTo(quota.getAsLong() + source.beyond());
        }
        else {
            assertThat(account.most()).isLessThanOrEqualTo(CUTOFF + source.beyond());
        }
    }

    private void stopAll()
    {
        for (String id : glaux.clients().athena().listQueryExecutions(request -> request.workGroup(workgroup))
                .queryExecutionIds()) {
            QueryExecution query = glaux.athena(LakeSource.DATABASE).get(id);
            if (query.status().completionDateTime() == null) {
                glaux.clients().athena().stopQueryExecution(request -> request.queryExecutionId(id));
            }
        }
    }

    private Account account()
    {
        try (Connection connection = glaux.trino().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        SELECT count(*), count(ended_at), coalesce(sum(scanned_bytes), 0),
                            coalesce(max(scanned_bytes), 0), count_if(NOT complete)
                        FROM system.usage.queries WHERE workgroup = '%s'
                        """.formatted(workgroup))) {
            rows.next();
            return new Account(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5));
        }
        catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close()
    {
        removeWorkgroup();
    }

    /**
     * What the ledger says of the workgroup.
     */
    private record Account(long queries, long ended, long scanned, long most, long incomplete)
    {
        private boolean isSettled()
        {
            return queries == ended;
        }
    }

    record Stranger(String name, String password, String accessKey, String secretKey) {}
}
