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

import io.glaux.testing.shared.SharedGlaux;
import software.amazon.awssdk.core.sync.RequestBody;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static io.glaux.testing.limits.Evasion.withOwnTables;
import static io.glaux.testing.limits.Need.LAKE;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * By how the files of a table are.
 */
final class FileEvasions
{
    private static final int MEGABYTE = 1_000_000;
    private static final String READ = "SELECT count(*), max(line) FROM %s";

    private FileEvasions() {}

    static List<Evasion> all()
    {
        return List.of(
                withOwnTables("small-files", "has its rows in very many small files", scene -> {
                    String table = scene.newName();
                    for (int i = 0; i < 150; i++) {
                        put(scene, "%s/%s".formatted(table, i), lines(MEGABYTE / 10));
                    }
                    textTable(scene, table, "");
                    scene.stops(List.of(READ.formatted(table)));
                }, LAKE),
                withOwnTables("one-row", "has one row, which is larger than the limit", scene -> {
                    String table = scene.newName();
                    put(scene, table + "/row", "x".repeat(12 * MEGABYTE).getBytes(US_ASCII));
                    textTable(scene, table, "");
                    scene.stops(List.of(READ.formatted(table)));
                }, LAKE),
                withOwnTables("no-rows", "skips all of its rows as headers", scene -> {
                    String table = scene.newName();
                    put(scene, table + "/rows", lines(12 * MEGABYTE));
                    textTable(scene, table, "TBLPROPERTIES ('skip.header.line.count' = '2000000000')");
                    scene.stops(List.of(READ.formatted(table)));
                }, LAKE),
                withOwnTables("footer", "has a Parquet file that is all footer", scene -> {
                    String table = scene.newName();
                    put(scene, table + "/file", ByteBuffer.allocate(12 * MEGABYTE + 12)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .put("PAR1".getBytes(US_ASCII))
                            .position(12 * MEGABYTE + 4)
                            .putInt(12 * MEGABYTE)
                            .put("PAR1".getBytes(US_ASCII))
                            .array());
                    scene.setUp("CREATE EXTERNAL TABLE %s (line string) STORED AS PARQUET LOCATION '%s%s/'"
                            .formatted(table, LakeSource.LOCATION, table));
                    scene.stops(List.of(READ.formatted(table)));
                }, LAKE),
                withOwnTables("named-as-manifest", "has its rows where Iceberg has its manifests", scene ->
                        readsFileNamed(scene, "metadata/rows-m0.avro"), LAKE),
                withOwnTables("named-as-table-metadata", "has its rows where Iceberg has a table's metadata", scene ->
                        readsFileNamed(scene, "metadata/00000-rows.metadata.json"), LAKE),
                withOwnTables("named-as-schema", "has its rows in a file that is named as a schema", scene ->
                        readsFileNamed(scene, "rows.avsc"), LAKE),
                withOwnTables("named-as-deletes", "has its rows where Hive has delete deltas", scene ->
                        readsFileNamed(scene, "delete_delta_0000001_0000001_0000/rows"), LAKE),
                withOwnTables("same-file", "has one file in many partitions", scene -> {
                    String table = scene.newName();
                    put(scene, table + "/rows", lines(3 * MEGABYTE));
                    scene.setUp("CREATE EXTERNAL TABLE %s (line string) PARTITIONED BY (part int) LOCATION '%s%s/'"
                            .formatted(table, LakeSource.LOCATION, table));
                    for (int part = 0; part < 6; part++) {
                        scene.setUp("ALTER TABLE %s ADD PARTITION (part = %s) LOCATION '%s%s/'"
                                .formatted(table, part, LakeSource.LOCATION, table));
                    }
                    scene.stops(List.of(READ.formatted(table)));
                }, LAKE),
                withOwnTables("symlinks", "has its files in a list of links", FileEvasions::readsSymlinks, LAKE),
                withOwnTables("changes-of-metadata", "asks for the changes of an Iceberg table, whose rows lie where "
                        + "others have metadata", FileEvasions::readsChanges, LAKE));
    }

    private static void readsFileNamed(Scene scene, String name)
    {
        String table = scene.newName();
        put(scene, "%s/%s".formatted(table, name), lines(12 * MEGABYTE));
        textTable(scene, table, "");
        scene.stops(List.of(READ.formatted(table)));
    }

    private static void readsSymlinks(Scene scene)
    {
        String table = scene.newName();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String key = "%s_files/%s".formatted(table, i);
            put(scene, key, lines(3 * MEGABYTE));
            links.add(LakeSource.LOCATION + key);
        }
        // the list is metadata, and not where the counter counts
        scene.glaux().clients().s3().putObject(
                request -> request.bucket(SharedGlaux.BUCKET).key("links-of-evasions/%s/links".formatted(table)),
                RequestBody.fromString(String.join("\n", links)));
        scene.setUp(
                """
                CREATE EXTERNAL TABLE %s (line string)
                ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
                STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
                OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
                LOCATION 's3://%s/links-of-evasions/%s/'
                """.formatted(table, SharedGlaux.BUCKET, table));
        scene.stops(List.of(READ.formatted(table)));
    }

    /**
     * Files that came by add_files keep their places and names.
     */
    private static void readsChanges(Scene scene)
            throws SQLException
    {
        String rows = scene.newName();
        String table = scene.newName();
        String folder = "%s%s/metadata/".formatted(LakeSource.LOCATION, rows);
        scene.setUp("CREATE TABLE %s WITH (format = 'PARQUET', external_location = '%s') AS SELECT * FROM {table}"
                .formatted(rows, folder));
        String prefix = "testing/%s/%s/metadata/".formatted(LakeSource.DATABASE, rows);
        for (String key : scene.glaux().clients().keys(SharedGlaux.BUCKET, prefix)) {
            scene.glaux().clients().s3().copyObject(request -> request
                    .sourceBucket(SharedGlaux.BUCKET)
                    .sourceKey(key)
                    .destinationBucket(SharedGlaux.BUCKET)
                    .destinationKey(key + ".parquet"));
            scene.glaux().clients().s3().deleteObject(request -> request.bucket(SharedGlaux.BUCKET).key(key));
        }
        scene.setUp("CREATE TABLE %s WITH (table_type = 'ICEBERG', is_external = false, location = '%s%s/') AS "
                .formatted(table, LakeSource.LOCATION, table) + "SELECT * FROM {table} WHERE false");
        String changes;
        try (Connection connection = scene.glaux().trino().connect(); Statement statement =
                connection.createStatement()) {
            String name = "awsdatacatalog_iceberg.%s.%s".formatted(LakeSource.DATABASE, table);
            statement.execute("ALTER TABLE %s EXECUTE add_files(location => '%s', format => 'PARQUET')"
                    .formatted(name, folder));
            try (ResultSet snapshots = statement.executeQuery(
                    "SELECT min_by(snapshot_id, committed_at), max_by(snapshot_id, committed_at) "
                            + "FROM %s.\"%s$snapshots\""
                            .formatted("awsdatacatalog_iceberg." + LakeSource.DATABASE, table))) {
                snapshots.next();
                changes = "SELECT * FROM TABLE(awsdatacatalog_iceberg.system.table_changes('%s', '%s', %s, %s))"
                        .formatted(LakeSource.DATABASE, table, snapshots.getLong(1), snapshots.getLong(2));
            }
        }
        scene.readSoFarDoesNotCount();
        scene.stops(List.of("SELECT {all} FROM (%1$s UNION ALL %1$s)".formatted(changes)));
    }

    private static void textTable(Scene scene, String table, String properties)
    {
        scene.setUp("CREATE EXTERNAL TABLE %s (line string) LOCATION '%s%s/' %s"
                .formatted(table, LakeSource.LOCATION, table, properties));
    }

    private static byte[] lines(int bytes)
    {
        String line = "a line of text, which ends with the end of the line, as any other one\n";
        return line.repeat(bytes / line.length() + 1).substring(0, bytes).getBytes(US_ASCII);
    }

    private static void put(Scene scene, String key, byte[] bytes)
    {
        scene.glaux().clients().s3().putObject(
                request -> request
                        .bucket(SharedGlaux.BUCKET)
                        .key("testing/%s/%s".formatted(LakeSource.DATABASE, key)),
                RequestBody.fromBytes(bytes));
    }
}
