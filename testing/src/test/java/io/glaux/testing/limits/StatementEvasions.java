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

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import static io.glaux.testing.limits.Need.ATHENA;
import static io.glaux.testing.limits.Need.ICEBERG;
import static io.glaux.testing.limits.Need.LAKE;
import static io.glaux.testing.limits.Need.TRINO;
import static java.util.stream.Collectors.joining;

/**
 * By what a statement says.
 */
final class StatementEvasions
{
    private static final String MANY = Collections.nCopies(40, "SELECT {text} FROM {table}").stream()
            .collect(joining(" UNION ALL ", "SELECT count(*), max({text}) FROM (", ") many"));

    private static final String HIDDEN = "awsdatacatalog_iceberg.evasions." + LakeSource.ICEBERG.simpleName();

    private StatementEvasions() {}

    static List<Evasion> all()
    {
        return Stream.of(queries(), moreQueries(), prepared(), writes(), ofIceberg())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Evasion> queries()
    {
        return List.of(
                Evasion.of("plain", "reads everything twice", List.of("{scan}")),
                Evasion.of("rows", "takes all rows home", List.of("{twice}")),
                Evasion.of("many-scans", "reads one column in forty scans", List.of(MANY)),
                Evasion.of("joins", "joins the table with itself, three times", List.of(
                        "SELECT count(*) FROM {table} a JOIN {table} b ON a.{text} = b.{text} AND a.{key} < b.{key} "
                                + "JOIN ({twice}) c ON a.{text} = c.{text} AND b.{key} < c.{key}")),
                Evasion.of("scalar-subqueries", "reads in subqueries of one value", List.of(
                        "SELECT (SELECT max({text}) FROM ({twice})), (SELECT min({text}) FROM ({twice})), "
                                + "(SELECT count(*) FROM (SELECT DISTINCT * FROM ({twice})))")),
                Evasion.of("with", "names the scan, and uses the name four times", List.of(
                        "WITH named AS ({twice}) "
                                + "SELECT {all} FROM (SELECT * FROM named UNION ALL SELECT * FROM named)")),
                Evasion.of("recursion", "scans in every step of a recursion", List.of(
                        "WITH RECURSIVE steps (n, word) AS (SELECT 1, max({text}) FROM {table} UNION ALL "
                                + "SELECT n + 1, (SELECT max({text}) FROM {table} WHERE {key} >= 0) FROM steps "
                                + "WHERE n < 7) SELECT * FROM steps")),
                Evasion.of("limit", "wants one row that there is not", List.of(
                        "SELECT * FROM ({twice}) WHERE {text} LIKE '%no such text%' LIMIT 1")),
                Evasion.of("sample", "wants a sample of one row in a hundred", List.of(
                        "SELECT {all} FROM (SELECT * FROM {table} TABLESAMPLE BERNOULLI (1) UNION ALL "
                                + "SELECT * FROM {table} TABLESAMPLE BERNOULLI (1))")),
                Evasion.of("order", "wants the first rows of an order", List.of(
                        "SELECT * FROM ({twice}) ORDER BY {text}, {key} LIMIT 5")),
                Evasion.of("exists", "reads in EXISTS and NOT EXISTS", List.of(
                        "SELECT count(*) FROM ({twice}) a WHERE EXISTS (SELECT 1 FROM {table} b "
                                + "WHERE b.{text} = a.{text} AND b.{key} <> a.{key}) AND NOT EXISTS "
                                + "(SELECT 1 FROM ({twice}) c WHERE c.{text} = a.{text} AND c.{key} = a.{key} + 1)")));
    }

    private static List<Evasion> moreQueries()
    {
        return List.of(
                Evasion.of("lateral", "scans once for each of some values", List.of(
                        "SELECT * FROM (VALUES 1, 2, 3) AS v (n) CROSS JOIN LATERAL "
                                + "(SELECT {all} FROM ({twice}) WHERE {key} > v.n)")),
                Evasion.of("grouping-sets", "groups by everything at once", List.of(
                        "SELECT count(*), max({text}) FROM ({twice} UNION ALL {twice}) "
                                + "GROUP BY GROUPING SETS ((), ({key}))")),
                Evasion.of("paths", "asks where the rows are", List.of(
                        "SELECT \"$path\", {all} FROM (SELECT \"$path\", * FROM {table} UNION ALL "
                                + "SELECT \"$path\", * FROM {table}) GROUP BY 1"), LAKE),
                Evasion.of("table-function", "passes the table to a function", List.of(
                        "SELECT {all} FROM TABLE(exclude_columns(input => TABLE(SELECT *, 1 AS extra FROM ({twice})), "
                                + "columns => DESCRIPTOR(extra)))")),
                Evasion.of("runtime", "joins with a table of the server", List.of(
                        "SELECT {all} FROM ({twice}) CROSS JOIN "
                                + "(SELECT count(*) AS c FROM system.runtime.nodes) WHERE c > 0")),
                Evasion.of("view", "reads through a view on a view", scene -> {
                    String inner = scene.newName();
                    String outer = scene.newName();
                    scene.setUp("CREATE VIEW %s AS {twice}".formatted(inner));
                    scene.setUp("CREATE VIEW %s AS SELECT * FROM %s".formatted(outer, inner));
                    scene.stops(List.of("SELECT {all} FROM " + outer));
                }),
                Evasion.of("explain-analyze", "has the query explained by running it", List.of(
                        "EXPLAIN ANALYZE {scan}")),
                Evasion.of("explain-verbose", "and with more words", List.of("EXPLAIN ANALYZE VERBOSE {scan}")));
    }

    private static List<Evasion> prepared()
    {
        return List.of(
                Evasion.of("prepared", "prepares the query before", List.of(
                        "PREPARE evading FROM {scan}",
                        "EXECUTE evading")),
                Evasion.of("parameters", "prepares it with parameters", List.of(
                        "PREPARE evading FROM SELECT {all} FROM ({twice}) WHERE {key} > ?",
                        "EXECUTE evading USING 0")),
                Evasion.of("immediate", "prepares and executes it at once", List.of(
                        "EXECUTE IMMEDIATE '{scan}'"), TRINO),
                Evasion.of(
                        "inline-session",
                        "sets session properties in the query",
                        List.of("WITH SESSION query_max_scan_physical_bytes = '1PB', task_concurrency = 16 {scan}"),
                        TRINO));
    }

    private static List<Evasion> writes()
    {
        return List.of(
                Evasion.of("ctas", "writes what it reads into a new table", List.of("CREATE TABLE {new} AS {twice}")),
                Evasion.of("ctas-buckets", "and into buckets", List.of(
                        "CREATE TABLE {new} WITH (bucketed_by = ARRAY['{key}'], bucket_count = 4) AS {twice}")),
                Evasion.of("explain-ctas", "explains that by running it", List.of(
                        "EXPLAIN ANALYZE CREATE TABLE {new} AS {twice}")),
                Evasion.of("insert", "adds what it reads to a table", scene -> {
                    String target = scene.newName();
                    scene.setUp("CREATE TABLE %s AS SELECT * FROM {table} WHERE false".formatted(target));
                    scene.stops(List.of("INSERT INTO %s {twice}".formatted(target)));
                }),
                Evasion.of(
                        "unload",
                        "unloads it to S3",
                        List.of("UNLOAD ({twice}) TO 's3://glaux/unloaded-by-evasions/{new}/' "
                                + "WITH (format = 'PARQUET')"),
                        ATHENA),
                Evasion.of(
                        "prepared-unload",
                        "unloads it by a prepared statement",
                        List.of(
                                "PREPARE evading FROM UNLOAD ({twice}) TO 's3://glaux/unloaded-by-evasions/{new}/' "
                                        + "WITH (format = 'PARQUET')",
                                "EXECUTE evading"),
                        ATHENA),
                Evasion.of("analyze", "collects statistics", scene -> scene.stops(List.of("ANALYZE "
                        // of a table of Iceberg only its own catalog collects any
                        + (scene.source().has().contains(ICEBERG)
                        ? scene.source().table().replace("awsdatacatalog.", "awsdatacatalog_iceberg.")
                        : scene.source().table()))), TRINO, LAKE));
    }

    private static List<Evasion> ofIceberg()
    {
        return List.of(
                Evasion.of(
                        "update",
                        "changes every row",
                        List.of("UPDATE {table} SET {text} = 'x' WHERE length({text}) >= 0"),
                        ICEBERG),
                Evasion.of("delete", "deletes the rows that a scan finds", List.of(
                        "DELETE FROM {table} WHERE {text} IN (SELECT {text} FROM ({twice}) "
                                + "WHERE {text} LIKE '%no such%') "
                                + "AND {key} IN (SELECT {key} FROM ({twice}) WHERE {text} <> '')"), ICEBERG),
                Evasion.of("merge", "merges nothing with everything", List.of(
                        "MERGE INTO {table} t USING (SELECT {key} AS k, max({text}) AS x FROM ({twice}) GROUP BY 1) s "
                                + "ON t.{key} = s.k AND t.{text} = s.x "
                                + "WHEN MATCHED THEN UPDATE SET {text} = 'x'"), ICEBERG),
                Evasion.of(
                        "optimize",
                        "lets the table be rewritten",
                        List.of("ALTER TABLE {table} EXECUTE optimize"),
                        TRINO,
                        ICEBERG),
                Evasion.of(
                        "bin-pack",
                        "lets the table be rewritten in Athena's words",
                        List.of("OPTIMIZE {table} REWRITE DATA USING BIN_PACK"),
                        ATHENA,
                        ICEBERG),
                Evasion.of("time-travel", "reads the table as it was", List.of(
                        "SELECT {all} FROM (SELECT * FROM {table} FOR TIMESTAMP AS OF current_timestamp UNION ALL "
                                + "SELECT * FROM {table} FOR TIMESTAMP AS OF current_timestamp)"), ICEBERG),
                Evasion.of("metadata-tables", "joins with the metadata of the table", List.of(
                        ("SELECT {all} FROM ({twice}) CROSS JOIN (SELECT count(*) AS c FROM \"%1$s$files\") "
                                + "CROSS JOIN (SELECT count(*) AS d FROM \"%1$s$manifests\") "
                                + "CROSS JOIN (SELECT count(*) AS e FROM \"%1$s$partitions\") WHERE c + d + e > 0")
                                .formatted(LakeSource.ICEBERG.simpleName())), ICEBERG),
                Evasion.of(
                        "hidden-catalog",
                        "names the catalog behind the catalog",
                        List.of(
                                "SELECT {all} FROM (SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s UNION ALL {twice})"
                                        .formatted(HIDDEN)),
                        ICEBERG));
    }
}
