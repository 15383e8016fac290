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
package io.glaux.cli.query;

import io.glaux.cli.Amounts;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * One line in a terminal that says how far a query is, written over itself.
 */
final class ProgressLine
        implements QueryWatcher
{
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean enabled;
    private boolean shown;

    ProgressLine(PrintWriter err, boolean enabled)
    {
        this.err = requireNonNull(err, "err is null");
        this.enabled = enabled;
    }

    @Override
    public void seen(QueryExecution query)
    {
        if (!enabled) {
            return;
        }
        Instant submitted = query.status().submissionDateTime();
        long millis = submitted == null ? 0 : Duration.between(submitted, Instant.now()).toMillis();
        Long bytes = query.statistics() == null ? null : query.statistics().dataScannedInBytes();
        err.print(ERASE + "%s  %s  %s scanned".formatted(
                query.status().stateAsString(), Amounts.seconds(millis), Amounts.bytes(bytes == null ? 0 : bytes)));
        err.flush();
        shown = true;
    }

    void clear()
    {
        if (shown) {
            err.print(ERASE);
            err.flush();
            shown = false;
        }
    }
}
