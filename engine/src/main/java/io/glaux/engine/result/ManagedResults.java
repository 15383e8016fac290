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

import io.airlift.log.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.MINUTES;

/**
 * Takes managed results away 24 hours after they were written. They lie in a folder for each workgroup; folders within
 * that, where tables are, stay.
 */
public final class ManagedResults
        implements AutoCloseable
{
    private static final Logger log = Logger.get(ManagedResults.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final long PAUSE_MINUTES = 30;

    private final S3Client s3;
    private final S3Location folder;
    private final Clock clock;
    private final ScheduledExecutorService sweeps =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("managed-results-%s"));

    /**
     * @param s3 the storage, with the storage's credentials; not closed here
     * @param folder the S3 URI under which the folders of workgroups are, with its slash
     */
    public ManagedResults(S3Client s3, String folder, Clock clock)
    {
        this.s3 = requireNonNull(s3, "s3 is null");
        this.folder = S3Location.ofFolder(folder);
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Sweeps now and twice an hour.
     */
    public void start()
    {
        ScheduledFuture<?> _ = sweeps.scheduleWithFixedDelay(this::trySweep, 0, PAUSE_MINUTES, MINUTES);
    }

    @Override
    public void close()
    {
        sweeps.shutdownNow();
    }

    /**
     * Removes what is too old.
     */
    void sweep()
    {
        Instant oldest = clock.instant().minus(KEPT);
        List<String> workgroups = s3
                .listObjectsV2Paginator(request -> request
                        .bucket(folder.bucket())
                        .prefix(folder.key())
                        .delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList();
        for (String workgroup : workgroups) {
            s3.listObjectsV2Paginator(request -> request.bucket(folder.bucket()).prefix(workgroup).delimiter("/"))
                    .contents()
                    .stream()
                    .filter(object -> object.lastModified().isBefore(oldest))
                    .map(S3Object::key)
                    .forEach(key -> s3.deleteObject(request -> request.bucket(folder.bucket()).key(key)));
        }
    }

    private void trySweep()
    {
        try {
            sweep();
        }
        catch (RuntimeException e) {
            // the next sweep takes them
            log.warn("Managed results of more than 24 hours could not be removed: %s", e.getMessage());
        }
    }
}
