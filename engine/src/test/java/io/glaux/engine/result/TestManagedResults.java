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
package io.glaux.engine.result;

import io.glaux.engine.storage.EmbeddedS3;
import io.glaux.engine.storage.TestingEmbeddedS3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
final class TestManagedResults
{
    @Test
    void testResultsAreKeptForADay(@TempDir Path folder)
    {
        try (EmbeddedS3 storage = TestingEmbeddedS3.start(folder);
                S3Client s3 = storage.config().newClient()) {
            s3.createBucket(request -> request.bucket("results"));
            List<String> others =
                    List.of("mine.csv", "managed/mine.csv", "managed/one/tables/a/data", "other/one/a.csv");
            others.forEach(key -> put(s3, key));
            List.of("managed/one/a.csv", "managed/one/a.csv.metadata", "managed/two/b.txt")
                    .forEach(key -> put(s3, key));
            sweep(s3, Duration.ofHours(23));
            assertThat(keys(s3)).hasSize(7);
            sweep(s3, Duration.ofHours(25));
            assertThat(keys(s3)).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    private static void sweep(S3Client s3, Duration later)
    {
        try (ManagedResults results =
                new ManagedResults(s3, "s3://results/managed/", Clock.offset(Clock.systemUTC(), later))) {
            results.sweep();
        }
    }

    private static void put(S3Client s3, String key)
    {
        s3.putObject(request -> request.bucket("results").key(key), RequestBody.fromString("text"));
    }

    private static List<String> keys(S3Client s3)
    {
        return s3.listObjectsV2(request -> request.bucket("results")).contents().stream().map(S3Object::key).toList();
    }
}
