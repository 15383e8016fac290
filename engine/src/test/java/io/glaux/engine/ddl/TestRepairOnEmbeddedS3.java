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

import com.google.common.base.Stopwatch;
import io.airlift.log.Logger;
import io.glaux.engine.ddl.lake.S3LakeStorage;
import io.glaux.engine.storage.EmbeddedS3;
import io.glaux.engine.storage.TestingEmbeddedS3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * MSCK REPAIR TABLE over a real listing. {@code -Dglaux.test.full=true} takes the size that users have,
 * {@code -Dglaux.repair.partitions=N} any.
 */
final class TestRepairOnEmbeddedS3
{
    private static final Logger log = Logger.get(TestRepairOnEmbeddedS3.class);

    private static final String BUCKET = "lake";
    private static final int PER_DAY = 24;
    private static final int PARTITIONS = Integer.getInteger(
            "glaux.repair.partitions",
            Boolean.getBoolean("glaux.test.full") ? 100_000 : 2_400);

    /**
     * Ten times what 100,000 partitions may take on a quiet machine with two cores.
     */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    @Test
    void nestedFolders(@TempDir Path folder)
            throws Exception
    {
        repair(folder,
                "day int, hour int",
                index -> "day=%s/hour=%s".formatted(index / PER_DAY, index % PER_DAY));
    }

    @Test
    void flatFolder(@TempDir Path folder)
            throws Exception
    {
        repair(folder, "id int", index -> "id=" + index);
    }

    private static void repair(Path folder, String keys, IntFunction<String> names)
            throws Exception
    {
        try (EmbeddedS3 server = TestingEmbeddedS3.start(folder.resolve("s3"));
                S3Client s3 = server.config().newClient();
                TestingDdl ddl = new TestingDdl(folder, new S3LakeStorage(s3))) {
            s3.createBucket(request -> request.bucket(BUCKET));
            fill(s3, names);
            ddl.run(
                    """
                    CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (%s)
                    STORED AS PARQUET LOCATION 's3://lake/t/'
                    """.formatted(keys));

            Stopwatch time = Stopwatch.createStarted();
            List<String> lines = ddl.run("MSCK REPAIR TABLE t").lines();
            log.info("Added %s partitions by %s in %s", PARTITIONS, keys, time);
            assertThat(time.elapsed()).isLessThan(DEADLINE);
            assertThat(lines).hasSize(PARTITIONS + 1);

            time = Stopwatch.createStarted();
            assertThat(ddl.run("MSCK REPAIR TABLE t").lines()).isEmpty();
            log.info("Found nothing to add in %s", time);
            assertThat(ddl.run("SHOW PARTITIONS t").lines()).hasSize(PARTITIONS);
        }
    }

    private static void fill(S3Client s3, IntFunction<String> names)
            throws Exception
    {
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<?>> puts = new ArrayList<>();
            for (int index = 0; index < PARTITIONS; index++) {
                String key = "t/%s/file".formatted(names.apply(index));
                puts.add(executor.submit(() ->
                        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("row"))));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        }
    }
}
