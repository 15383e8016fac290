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
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
    private final int width;
    private boolean shown;

    /**
     * @param width columns of the terminal
     */
    ProgressLine(PrintWriter err, boolean enabled, int width)
    {
        this.err = requireNonNull(err, "err is null");
        this.enabled = enabled;
        this.width = width;
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
        err.print(ERASE + cut("%s  %s  %s".formatted(
                query.status().stateAsString(),
                Amounts.seconds(millis),
                waiting(query).orElseGet(() -> Amounts.bytes(bytes == null ? 0 : bytes) + " scanned"))));
        err.flush();
        shown = true;
    }

    /**
     * What a query waits for that is not taken up yet, when the server says.
     */
    private static Optional<String> waiting(QueryExecution query)
    {
        return Optional.ofNullable(query.status().stateChangeReason())
                .filter(_ -> query.status().state() == QueryExecutionState.QUEUED);
    }

    /**
     * A line that is longer than the terminal is wide could not be written over.
     */
    private String cut(String line)
    {
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
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
