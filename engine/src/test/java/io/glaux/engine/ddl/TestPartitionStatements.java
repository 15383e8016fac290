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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.lake.LakeStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.Partition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * ALTER TABLE .. PARTITION, SHOW PARTITIONS and MSCK REPAIR TABLE.
 */
final class TestPartitionStatements
{
    private TestingDdl ddl;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        ddl = new TestingDdl(folder);
        ddl.run(
                """
                CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (year int, day string)
                STORED AS PARQUET LOCATION 's3://bucket/t/'
                """);
    }

    @AfterEach
    void close()
    {
        ddl.close();
    }

    @Test
    void addAndShow()
    {
        ddl.run("ALTER TABLE t ADD PARTITION (year=2020, day='07') "
                + "PARTITION (day='a b:c', year=2021) LOCATION 's3://bucket/x'");

        assertThat(ddl.run("SHOW PARTITIONS t").lines()).containsExactly("year=2020/day=07", "year=2021/day=a b%3Ac");
        assertThat(ddl.run("SHOW PARTITIONS t PARTITION (year=2020)").lines()).containsExactly("year=2020/day=07");
        Partition partition = partition("2020", "07");
        assertThat(partition.storageDescriptor().location()).isEqualTo("s3://bucket/t/year=2020/day=07");
        assertThat(partition.storageDescriptor().columns()).isEqualTo(ddl.table("t").storageDescriptor().columns());
        assertThat(partition.storageDescriptor().serdeInfo()).isEqualTo(ddl.table("t").storageDescriptor().serdeInfo());
        assertThat(partition("2021", "a b:c").storageDescriptor().location()).isEqualTo("s3://bucket/x");

        assertThatThrownBy(
                () -> ddl.run("ALTER TABLE t ADD PARTITION (year=1, day='1') PARTITION (year=2020, day='07')"))
                .hasMessageContaining("AlreadyExistsException(message:Partition already exists");
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).hasSize(2);
        ddl.run("ALTER TABLE t ADD IF NOT EXISTS PARTITION (year=1, day='1') PARTITION (year=2020, day='07')");
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).hasSize(3);
    }

    @Test
    void wrongPartitions()
    {
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t ADD PARTITION (year=1)"))
                .hasMessageContaining("partition spec {year=1} doesn't contain all (2) partition columns");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t ADD PARTITION (year=1, month=2)"))
                .hasMessageContaining("Partition spec {year=1, month=2} contains non-partition columns");
        assertThatThrownBy(() -> ddl.run("ALTER TABLE t DROP PARTITION (year=1)"))
                .hasMessage("FAILED: SemanticException [Error 10006]: Partition not found (year = '1')");
        ddl.run("CREATE EXTERNAL TABLE flat (a int) LOCATION 's3://bucket/flat/'");
        assertThatThrownBy(() -> ddl.run("SHOW PARTITIONS flat"))
                .hasMessageContaining("Table flat is not a partitioned table");
    }

    @Test
    void dropAndRename()
    {
        ddl.run("ALTER TABLE t ADD PARTITION (year=1, day='1') "
                + "PARTITION (year=1, day='2') PARTITION (year=2, day='1')");
        ddl.run("ALTER TABLE t PARTITION (year=2, day='1') RENAME TO PARTITION (year=3, day='1')");
        assertThat(partition("3", "1").storageDescriptor().location()).isEqualTo("s3://bucket/t/year=2/day=1");
        assertThatThrownBy(() ->
                ddl.run("ALTER TABLE t PARTITION (year=3, day='1') RENAME TO PARTITION (year=1, day='1')"))
                .hasMessageContaining("Partition already exists: year=1/day=1");

        ddl.run("ALTER TABLE t DROP PARTITION (year=1)");
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).containsExactly("year=3/day=1");
        ddl.run("ALTER TABLE t DROP IF EXISTS PARTITION (year=1), PARTITION (year=3, day='1')");
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).isEmpty();
    }

    @Test
    void changesOfOnePartition()
    {
        ddl.run("ALTER TABLE t ADD PARTITION (year=1, day='1') PARTITION (year=1, day='2')");
        ddl.run("ALTER TABLE t PARTITION (year=1, day='1') SET LOCATION 's3://bucket/elsewhere/'");
        ddl.run("ALTER TABLE t PARTITION (year=1, day='1') ADD COLUMNS (b string)");

        assertThat(partition("1", "1").storageDescriptor().location()).isEqualTo("s3://bucket/elsewhere/");
        assertThat(partition("1", "1").storageDescriptor().columns()).hasSize(2);
        assertThat(partition("1", "2").storageDescriptor().columns()).hasSize(1);
        assertThat(ddl.table("t").storageDescriptor().columns()).hasSize(1);
    }

    @Test
    void repair()
    {
        ddl.run("ALTER TABLE t ADD PARTITION (year=2019, day='1') "
                + "PARTITION (year=2018, day='1') LOCATION 's3://bucket/kept'");
        ddl.objects().put("s3://bucket/t/year=2020/day=2020-01-01 00:00:00/file")
                .put("s3://bucket/t/year=2020/day=2020-01-02 00%3A00%3A00/file")
                .put("s3://bucket/t/year=2020/_temporary/file")
                .put("s3://bucket/t/Year=2021/day=1/file")
                .put("s3://bucket/kept/file")
                .put("s3://bucket/t/file");

        assertThat(ddl.run("MSCK REPAIR TABLE t").lines()).containsExactly(
                "Partitions not in metastore:\tt:year=2020/day=2020-01-01 00:00:00"
                        + "\tt:year=2020/day=2020-01-02 00%3A00%3A00\tt:Year=2021",
                "Partitions missing from filesystem:\tt:year=2019/day=1",
                "Repair: Added partition to metastore t:year=2020/day=2020-01-01 00:00:00",
                "Repair: Added partition to metastore t:year=2020/day=2020-01-02 00%3A00%3A00");
        assertThat(partition("2020", "2020-01-01 00:00:00").storageDescriptor().location())
                .isEqualTo("s3://bucket/t/year=2020/day=2020-01-01 00:00:00");
        assertThat(partition("2020", "2020-01-02 00:00:00").storageDescriptor().location())
                .isEqualTo("s3://bucket/t/year=2020/day=2020-01-02 00%3A00%3A00");

        assertThat(ddl.run("MSCK REPAIR TABLE t DROP PARTITIONS").lines())
                .endsWith("Repair: Dropped partition from metastore t:year=2019/day=1");
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).containsExactly(
                "year=2018/day=1",
                "year=2020/day=2020-01-01 00%3A00%3A00",
                "year=2020/day=2020-01-02 00%3A00%3A00");
    }

    /**
     * awswrangler writes the context's database so, and ends the statement.
     */
    @Test
    void repairInDatabaseInBackticks()
    {
        ddl.objects().put("s3://bucket/t/year=2020/day=1/file");
        assertThat(ddl.run("MSCK REPAIR TABLE `t`;", Optional.empty(), "`default`").lines())
                .contains("Repair: Added partition to metastore t:year=2020/day=1");
    }

    @Test
    void repairAgreesWithItself()
    {
        IntStream.range(0, 250).forEach(day -> ddl.objects().put("s3://bucket/t/year=2020/day=%s/file".formatted(day)));
        assertThat(ddl.run("MSCK REPAIR TABLE t SYNC PARTITIONS").lines()).hasSize(251);
        assertThat(ddl.run("SHOW PARTITIONS t").lines()).hasSize(250);
        assertThat(ddl.run("MSCK REPAIR TABLE t SYNC PARTITIONS").lines()).isEmpty();

        ddl.objects().remove("s3://bucket/t/year=2020/day=7/file");
        assertThat(ddl.run("MSCK REPAIR TABLE t SYNC PARTITIONS").lines()).containsExactly(
                "Partitions missing from filesystem:\tt:year=2020/day=7",
                "Repair: Dropped partition from metastore t:year=2020/day=7");
    }

    /**
     * The folder that is listed first makes the partition; the other is no missing one.
     */
    @Test
    void repairKeepsAPartitionWithAnotherSpelling()
    {
        ddl.run("ALTER TABLE t ADD PARTITION (year=2020, day='a-b')");
        ddl.objects().put("s3://bucket/t/year=2020/day=a%2Db/file").put("s3://bucket/t/year=2020/day=a-b/file");

        assertThat(ddl.run("MSCK REPAIR TABLE t SYNC PARTITIONS").lines()).isEmpty();
        assertThat(partition("2020", "a-b").storageDescriptor().location())
                .isEqualTo("s3://bucket/t/year=2020/day=a-b");
    }

    @Test
    void repairKeepsWhatIsWrittenMeanwhile(@TempDir Path other)
    {
        List<TestingDdl> writer = new ArrayList<>();
        LakeStorage storage = new StorageWithWriter(
                () -> writer.getFirst().run("ALTER TABLE t ADD PARTITION (year=1)"));
        try (TestingDdl repairing = new TestingDdl(other, storage)) {
            writer.add(repairing);
            repairing.run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (year int) LOCATION 's3://bucket/t/'");

            assertThat(repairing.run("MSCK REPAIR TABLE t SYNC PARTITIONS").lines()).isEmpty();
            assertThat(repairing.run("SHOW PARTITIONS t").lines()).containsExactly("year=1");
        }
    }

    private Partition partition(String... values)
    {
        return ddl.catalog().partitions().get(
                TestingDdl.CALLER,
                GetPartitionRequest.builder()
                        .databaseName("default")
                        .tableName("t")
                        .partitionValues(List.of(values))
                        .build()).partition();
    }

    /**
     * An empty storage. Right after it is listed, somebody writes.
     */
    private record StorageWithWriter(Runnable write)
            implements LakeStorage
    {
        @Override
        public void folders(String folder, Consumer<List<String>> page)
        {
            page.accept(List.of());
            write.run();
        }

        @Override
        public boolean exists(String folder)
        {
            return false;
        }

        @Override
        public byte[] read(String object)
        {
            throw new UnsupportedOperationException(object);
        }
    }
}
