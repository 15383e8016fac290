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
import io.glaux.testing.instance.GlauxInstance;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static io.glaux.testing.Waiting.untilTrue;
import static io.glaux.testing.limits.Need.ATHENA;
import static io.glaux.testing.limits.Need.LAKE;
import static io.glaux.testing.limits.Need.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * By many queries, and by what happens around them. But for the last ones, queries have no cutoff and together
 * {@link #QUOTA} bytes.
 */
final class QuotaEvasions
{
    private static final long QUOTA = 12_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SMALL = "SELECT max({text}) FROM {table} WHERE {key} < 1000";
    private static final String FAILING = "SELECT sum(1 / ({key} - {key})) FROM {table}";

    private QuotaEvasions() {}

    static List<Evasion> all()
    {
        return Stream.of(queries(), around(), workers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Evasion> queries()
    {
        return List.of(
                Evasion.of("one-after-another", "runs short queries, one after another", scene -> {
                    scene.limitTogether(4 * QUOTA);
                    try (DoorSession session = scene.open()) {
                        assertThat(stopsAtLast(scene, session, SMALL)).isTrue();
                    }
                }),
                Evasion.of("new-sessions", "runs each of them in a session of its own", scene -> {
                    scene.limitTogether(4 * QUOTA);
                    boolean stopped = false;
                    for (int i = 0; i < 100 && !stopped; i++) {
                        try (DoorSession session = scene.open()) {
                            stopped = session.run(scene.fill(SMALL)).kind() == Ending.Kind.STOPPED;
                        }
                    }
                    assertThat(stopped).isTrue();
                }),
                Evasion.of("at-once", "runs them all at once", QuotaEvasions::runsAtOnce),
                Evasion.of("two-doors", "goes from door to door", scene -> {
                    scene.limitTogether(QUOTA);
                    try (DoorSession one = new AthenaDoor().open(scene.glaux(), scene.workgroup(), Map.of());
                            DoorSession other = new TrinoDoor().open(scene.glaux(), scene.workgroup(), Map.of())) {
                        assertThat(stopsAtLast(scene, one, SMALL)).isTrue();
                        scene.assertEnds(other, "{scan}", Ending.Kind.STOPPED);
                        scene.assertEnds(one, "{scan}", Ending.Kind.STOPPED);
                    }
                }),
                Evasion.of("broken-off", "stops its queries before they end", scene -> {
                    scene.limitTogether(QUOTA);
                    try (DoorSession session = scene.open()) {
                        for (int i = 0; i < 10; i++) {
                            session.breakOff(scene.fill("{twice}"));
                        }
                        scene.assertEnds(session, "{scan}", Ending.Kind.STOPPED);
                    }
                }),
                Evasion.of("failing", "runs queries that fail, and are free", scene -> {
                    scene.limitTogether(QUOTA);
                    try (DoorSession session = scene.open()) {
                        for (int i = 0; i < 10; i++) {
                            assertThat(session.run(scene.fill(FAILING)).kind()).isNotEqualTo(Ending.Kind.SUCCEEDED);
                        }
                        scene.assertEnds(session, "{scan}", Ending.Kind.STOPPED);
                    }
                }),
                Evasion.of("writing", "writes what it reads, in many small tables", scene -> {
                    scene.limitTogether(QUOTA);
                    try (DoorSession session = scene.open()) {
                        assertThat(stopsAtLast(scene, session, "CREATE TABLE {new} AS " + SMALL.replace(
                                "max({text})", "max({text}) AS word"))).isTrue();
                    }
                }));
    }

    private static List<Evasion> around()
    {
        return List.of(
                Evasion.of("new-workgroup-of-same-name", "deletes the workgroup and makes it again", scene -> {
                    scene.limitTogether(QUOTA);
                    scene.stops(List.of("{scan}"));
                    scene.removeWorkgroup();
                    scene.makeWorkgroup(OptionalLong.empty());
                    scene.stops(List.of("{scan}"));
                }),
                Evasion.of("quota-set-again", "has the quota set again, by who may", scene -> {
                    scene.limitTogether(QUOTA);
                    scene.stops(List.of("{scan}"));
                    scene.run("quota", "remove", scene.workgroup(), "--bytes", "--per", "60m");
                    scene.limitTogether(QUOTA);
                    scene.stops(List.of("{scan}"));
                }),
                Evasion.of("another-user", "is another user in the same workgroup", QuotaEvasions::runsAsAnother),
                Evasion.of(
                        "same-token",
                        "sends one request again and again",
                        QuotaEvasions::repeatsARequest,
                        ATHENA),
                Evasion.of("abandoned", "starts queries and asks for nothing more", scene -> {
                    try (DoorSession session = scene.open()) {
                        long before = scene.source().served(scene.glaux());
                        for (int i = 0; i < 3; i++) {
                            session.abandon(scene.fill("{twice}"));
                        }
                        untilTrue("their reads", PATIENCE, () ->
                                scene.source().served(scene.glaux()) - before > Scene.CUTOFF / 2);
                        scene.check();
                    }
                }),
                Evasion.of(
                        "raised-under-way",
                        "gets a higher cutoff while its query runs",
                        QuotaEvasions::raises,
                        ATHENA));
    }

    private static List<Evasion> workers()
    {
        return List.of(
                Evasion.of("killed-worker", "reads on a worker that is killed, and then again", scene -> {
                    try (GlauxInstance worker = scene.glaux().startWorker()) {
                        join(scene);
                        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                                DoorSession session = scene.open()) {
                            long before = scene.source().served(scene.glaux());
                            Future<Ending> ending = executor.submit(() -> session.run(scene.fill("{scan}")));
                            untilTrue("the first bytes", PATIENCE, () ->
                                    ending.isDone() || scene.source().served(scene.glaux()) > before);
                            worker.kill();
                            assertThat(ending.get().kind()).isNotEqualTo(Ending.Kind.SUCCEEDED);
                        }
                    }
                    leave(scene);
                    scene.mayHaveLostCounts();
                    scene.stops(List.of("{scan}"));
                }, LAKE),
                Evasion.of("restarted-worker", "reads on a worker that is started again", scene -> {
                    try (GlauxInstance worker = scene.glaux().startWorker()) {
                        join(scene);
                        scene.stops(List.of("{scan}"));
                        worker.stop();
                        leave(scene);
                        scene.stops(List.of("{scan}"));
                        worker.start();
                        join(scene);
                        scene.stops(List.of("{scan}"));
                    }
                }, SESSION, LAKE));
    }

    private static void join(Scene scene)
    {
        untilTrue("the worker to join", PATIENCE, () ->
                !scene.glaux().instance().readStatus().workers().isEmpty());
    }

    private static void leave(Scene scene)
    {
        untilTrue("the worker to be gone", PATIENCE, () ->
                scene.glaux().instance().readStatus().workers().isEmpty());
    }

    private static boolean stopsAtLast(Scene scene, DoorSession session, String sql)
    {
        for (int i = 0; i < 200; i++) {
            Ending ending = session.run(scene.fill(sql));
            if (ending.kind() == Ending.Kind.STOPPED) {
                return true;
            }
            assertThat(ending.kind()).as("%s", ending).isEqualTo(Ending.Kind.SUCCEEDED);
        }
        return false;
    }

    private static void runsAtOnce(Scene scene)
            throws Exception
    {
        scene.limitTogether(QUOTA);
        List<Future<Ending>> endings = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                endings.add(executor.submit(() -> {
                    try (DoorSession session = scene.open()) {
                        return session.run(scene.fill("{scan}"));
                    }
                }));
            }
        }
        for (Future<Ending> ending : endings) {
            assertThat(ending.get().kind()).as("%s", ending.get()).isEqualTo(Ending.Kind.STOPPED);
        }
    }

    private static void runsAsAnother(Scene scene)
    {
        scene.limitTogether(QUOTA);
        scene.stops(List.of("{scan}"));
        Scene.Stranger stranger = scene.stranger();
        try (DoorSession session = new TrinoDoor().open(
                scene.glaux(),
                scene.workgroup(),
                Map.of("user", stranger.name(), "password", stranger.password()))) {
            scene.assertEnds(session, "{scan}", Ending.Kind.STOPPED);
        }
    }

    private static void repeatsARequest(Scene scene)
    {
        String token = "the-same-token-for-" + scene.newName() + "-".repeat(20);
        String sql = scene.fill(SMALL);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(scene.glaux().clients().athena().startQueryExecution(request -> request
                    .clientRequestToken(token)
                    .queryString(sql)
                    .workGroup(scene.workgroup())
                    .queryExecutionContext(context -> context.database(LakeSource.DATABASE))).queryExecutionId());
        }
        assertThat(ids.stream().distinct()).hasSize(1);
        scene.glaux().athena(LakeSource.DATABASE).await(ids.getFirst());
    }

    private static void raises(Scene scene)
    {
        AthenaQueries athena = scene.glaux().athena(LakeSource.DATABASE).in(scene.workgroup());
        String id = athena.start(scene.fill("{twice}"));
        untilTrue("the query to run", PATIENCE, () ->
                athena.get(id).status().state() != QueryExecutionState.QUEUED);
        scene.glaux().clients().athena().updateWorkGroup(request -> request
                .workGroup(scene.workgroup())
                .configurationUpdates(update -> update.bytesScannedCutoffPerQuery(1_000_000_000L)));
        QueryExecution query = athena.await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(query.status().stateChangeReason()).contains(Ending.CUTOFF);
    }
}
