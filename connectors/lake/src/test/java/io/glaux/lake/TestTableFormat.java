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
package io.glaux.lake;

import io.glaux.metering.ReadKind;
import io.trino.filesystem.Location;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTableFormat
{
    @ParameterizedTest
    @CsvSource({
            "s3://b/t/metadata/00001-0f.metadata.json, METADATA",
            "s3://b/t/metadata/00001-0f.metadata.json.gz, METADATA",
            "s3://b/t/metadata/00001-0f.gz.metadata.json, METADATA",
            "s3://b/elsewhere/snap-77-1-0f.avro, METADATA",
            "s3://b/elsewhere/0f-m0.avro, METADATA",
            "s3://b/t/metadata/20260102_query.stats, METADATA",
            "s3://b/t/metadata/77.puffin, METADATA",
            "s3://b/t/data/0f.puffin, DELETES",
            "s3://b/t/data/0f.avro, DATA",
            "s3://b/t/data/metadata/year=2026/0f.parquet, DATA",
            "s3://b/t/data/0f.parquet, DATA",
    })
    void testIcebergOutsideScan(String location, ReadKind kind)
    {
        assertThat(TableFormat.ICEBERG.kindOutsideScan(Location.of(location))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
            "s3://b/t/data/delete-1.parquet, DELETES",
            "s3://b/t/data/1.parquet, DATA",
            "s3://b/t/metadata/0f-m0.avro, METADATA",
            "s3://b/added/metadata/snap-1.avro, DATA",
    })
    void testIcebergInScan(String location, ReadKind kind)
    {
        TableScope scope = new TableScope(
                "s.t",
                Set.of("s3://b/t/data/delete-1.parquet"),
                "s3://b/added/metadata/snap-1.avro",
                1000);
        assertThat(TableFormat.ICEBERG.kindInScan(Location.of(location), scope)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
            "s3://b/t/year=2026/1.orc, DATA",
            "s3://b/t/delete_delta_0000002_0000002_0000/bucket_00000, DELETES",
            "s3://b/schemas/t.avsc, METADATA",
            "s3://b/t/delta_0000001_0000001_0000/_orc_acid_version, METADATA",
            "s3://b/t/rows.avsc, DATA",
    })
    void testHiveInScan(String location, ReadKind kind)
    {
        TableScope scope = new TableScope("s.t", Set.of(), "s3://b/t/rows.avsc", 1000);
        assertThat(TableFormat.HIVE.kindInScan(Location.of(location), scope)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
            "s3://b/t/symlinks/manifest, METADATA",
            "s3://b/t/.tmp-sort.q.0, DATA",
    })
    void testHiveOutsideScan(String location, ReadKind kind)
    {
        assertThat(TableFormat.HIVE.kindOutsideScan(Location.of(location))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
            "ICEBERG, s3://b/t/metadata/1.metadata.json, s3://b/t",
            "ICEBERG, s3://b/t/data/1.parquet, s3://b/t/data",
            "HIVE, s3://b/t/manifest, s3://b/t",
    })
    void testTableAt(TableFormat format, String location, String table)
    {
        assertThat(format.tableAt(Location.of(location))).isEqualTo(table);
    }
}
