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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static io.glaux.testing.limits.Need.ICEBERG;
import static io.glaux.testing.limits.Need.LAKE;
import static io.glaux.testing.limits.Need.SESSION;
import static io.glaux.testing.limits.Need.TRINO;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * By what a client sets in its session, or says beside its statement.
 */
final class SessionEvasions
{
    private SessionEvasions() {}

    static List<Evasion> all()
    {
        return Stream.of(properties(), sessions(), besides())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Evasion> properties()
    {
        return List.of(
                Evasion.of(
                        "trinos-limit",
                        "raises the limit that Trino has itself",
                        List.of("SET SESSION query_max_scan_physical_bytes = '1PB'", "{scan}"),
                        SESSION),
                Evasion.of(
                        "concurrency",
                        "reads with as many threads as it can get",
                        List.of(
                                "SET SESSION task_concurrency = 32",
                                "SET SESSION initial_splits_per_node = 100",
                                "SET SESSION max_drivers_per_task = 100",
                                "{scan}"),
                        SESSION),
                Evasion.of(
                        "large-reads",
                        "reads in the largest blocks",
                        List.of(
                                "SET SESSION awsdatacatalog.parquet_max_read_block_size = '1GB'",
                                "SET SESSION awsdatacatalog.parquet_small_file_threshold = '15MB'",
                                "SET SESSION awsdatacatalog.orc_max_read_block_size = '1GB'",
                                "SET SESSION awsdatacatalog.orc_max_buffer_size = '500MB'",
                                "SET SESSION awsdatacatalog.orc_max_merge_distance = '500MB'",
                                "SET SESSION awsdatacatalog.orc_tiny_stripe_threshold = '500MB'",
                                "{scan}"),
                        SESSION,
                        LAKE),
                Evasion.of(
                        "small-splits",
                        "reads the footers again and again in small splits",
                        List.of(
                                "SET SESSION awsdatacatalog.max_split_size = '100kB'",
                                "SET SESSION awsdatacatalog.parquet_max_split_size = '100kB'",
                                "SET SESSION awsdatacatalog_iceberg.max_split_size = '100kB'",
                                "{scan}"),
                        SESSION,
                        LAKE),
                Evasion.of(
                        "no-statistics",
                        "lets the reader ignore what it could skip by",
                        List.of(
                                "SET SESSION awsdatacatalog.parquet_ignore_statistics = true",
                                "SET SESSION awsdatacatalog.parquet_use_column_index = false",
                                "SET SESSION enable_dynamic_filtering = false",
                                "{scan}"),
                        SESSION,
                        LAKE),
                Evasion.of(
                        "retried-query",
                        "has the query tried again when it fails",
                        List.of("SET SESSION retry_policy = 'QUERY'", "{scan}"),
                        SESSION),
                Evasion.of("retried-tasks", "has each task tried again when it fails", scene -> {
                    try (DoorSession session = scene.open()) {
                        assertThat(session.run("SET SESSION retry_policy = 'TASK'").kind())
                                .isEqualTo(Ending.Kind.SUCCEEDED);
                        assertThat(session.run(scene.fill("{scan}")).kind()).isNotEqualTo(Ending.Kind.SUCCEEDED);
                    }
                }, SESSION));
    }

    private static List<Evasion> sessions()
    {
        return List.of(
                Evasion.of(
                        "memory",
                        "may use more memory than others",
                        List.of(
                                "SET SESSION resource_overcommit = true",
                                "SET SESSION query_priority = 100",
                                "SET SESSION spill_enabled = true",
                                "{scan}"),
                        SESSION),
                Evasion.of(
                        "reset",
                        "sets a property and takes it back",
                        List.of(
                                "SET SESSION query_max_scan_physical_bytes = '1kB'",
                                "RESET SESSION query_max_scan_physical_bytes",
                                "{scan}"),
                        SESSION),
                Evasion.of(
                        "time-zone",
                        "moves to where it is tomorrow",
                        List.of("SET TIME ZONE '+14:00'", "{scan}"),
                        SESSION),
                Evasion.of("transaction", "puts several statements into one transaction", scene -> {
                    try (DoorSession session = scene.open()) {
                        scene.assertEnds(session, "START TRANSACTION READ ONLY", Ending.Kind.SUCCEEDED);
                        scene.assertEnds(session, "EXPLAIN {scan}", Ending.Kind.SUCCEEDED);
                        scene.assertEnds(session, "{scan}", Ending.Kind.STOPPED);
                        assertThat(session.run(scene.fill("{scan}")).kind()).isNotEqualTo(Ending.Kind.SUCCEEDED);
                    }
                }, SESSION, TRINO),
                Evasion.of("use-hidden-catalog", "makes the catalog behind the catalog its own", scene -> {
                    try (DoorSession session = scene.open()) {
                        assertThat(session.run("USE awsdatacatalog_iceberg.evasions").kind())
                                .isEqualTo(Ending.Kind.FAILED);
                        scene.assertEnds(
                                session,
                                "SELECT {all} FROM (SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s)"
                                        .formatted("awsdatacatalog_iceberg.evasions."
                                                + LakeSource.ICEBERG.simpleName()),
                                Ending.Kind.STOPPED);
                    }
                }, SESSION, TRINO, ICEBERG),
                Evasion.of("be-another", "becomes another user in its session", scene -> {
                    try (DoorSession session = scene.open()) {
                        assertThat(session.run("SET SESSION AUTHORIZATION 'somebody'").kind())
                                .isEqualTo(Ending.Kind.FAILED);
                        scene.assertEnds(session, "{scan}", Ending.Kind.STOPPED);
                    }
                }, SESSION, TRINO),
                Evasion.of("role", "takes another role", scene -> {
                    try (DoorSession session = scene.open()) {
                        session.run("SET ROLE ALL");
                        session.run("SET ROLE admin IN awsdatacatalog");
                        assertThat(session.run(scene.fill("{scan}")).kind()).isNotEqualTo(Ending.Kind.SUCCEEDED);
                    }
                    scene.stops(List.of("{scan}"));
                }, SESSION, TRINO));
    }

    private static List<Evasion> besides()
    {
        return List.of(
                Evasion.of("property-headers", "sends properties with its first request", scene -> scene.stops(
                        Map.of("sessionProperties", "query_max_scan_physical_bytes:1PB;task_concurrency:32;"
                                + "awsdatacatalog.parquet_max_read_block_size:1GB"),
                        List.of("{scan}")), TRINO, LAKE),
                Evasion.of("estimates", "says that it needs next to nothing", scene -> scene.stops(
                        Map.of("resourceEstimates", "executionTime:1ms;cpuTime:1ms;peakMemory:1kB"),
                        List.of("{scan}")), TRINO),
                Evasion.of("forged-query", "says that it reads for another query", scene -> scene.stops(
                        Map.of("extraCredentials", "glaux.query-id:20200101_000000_00000_aaaaa"),
                        List.of("{scan}")), TRINO),
                Evasion.of("forged-workgroup", "says that it reads for another workgroup", scene -> scene.stops(
                        Map.of("extraCredentials", "glaux.workgroup:primary;glaux.query-id:x"),
                        List.of("{scan}")), TRINO),
                Evasion.of("forged-source", "says that it is the server", scene -> scene.stops(
                        Map.of("source", "glaux", "clientInfo", "glaux", "traceToken", "glaux"),
                        List.of("{scan}")), TRINO),
                Evasion.of("two-workgroups", "names a second workgroup", scene -> refused(
                        scene,
                        Map.of("clientTags", "workgroup:%s,workgroup:primary".formatted(scene.workgroup())),
                        "several workgroups"), TRINO),
                Evasion.of("no-such-workgroup", "names a workgroup that there is not", scene -> refused(
                        scene,
                        Map.of("clientTags", "workgroup:no-such-workgroup"),
                        "is not found"), TRINO),
                Evasion.of("large-letters", "writes the workgroup in large letters", scene -> refused(
                        scene,
                        Map.of("clientTags", "workgroup:" + scene.workgroup().toUpperCase(Locale.ENGLISH)),
                        "is not found"), TRINO),
                Evasion.of("spaces", "writes spaces before the workgroup, and other tags", scene -> scene.stops(
                        Map.of("clientTags", "workgroup:  %s,unlimited,Workgroup:primary".formatted(scene.workgroup())),
                        List.of("{scan}")), TRINO),
                Evasion.of("session-user", "runs the query as another user", scene -> refused(
                        scene, Map.of("sessionUser", "somebody"), "Access Denied"), TRINO));
    }

    /**
     * Before anything is planned.
     */
    private static void refused(Scene scene, Map<String, String> settings, String reason)
    {
        try (DoorSession session = scene.open(settings)) {
            Ending ending = session.run(scene.fill("{scan}"));
            assertThat(ending.kind()).as("%s", ending).isEqualTo(Ending.Kind.FAILED);
            assertThat(ending.message()).contains(reason);
        }
    }
}
