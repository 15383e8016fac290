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

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

final class TestProgressLine
{
    private final StringWriter err = new StringWriter();

    @Test
    void testRunningTellsBytes()
    {
        new ProgressLine(new PrintWriter(err), true, 80).seen(query("RUNNING", null));
        assertThat(err.toString()).startsWith("\r").contains("RUNNING").endsWith("12.3 MB scanned");
    }

    @Test
    void testQueuedTellsWhatForAndFitsTheTerminal()
    {
        String reason = "Waiting: 3rd in workgroup etl, whose 5 places are taken";
        new ProgressLine(new PrintWriter(err), true, 120).seen(query("QUEUED", reason));
        assertThat(err.toString()).contains("QUEUED").endsWith(reason);
        err.getBuffer().setLength(0);
        new ProgressLine(new PrintWriter(err), true, 40).seen(query("QUEUED", reason));
        assertThat(err.toString().replaceFirst("^\r\u001b\\[K", "")).hasSize(39).startsWith("QUEUED");
    }

    @Test
    void testOthersSeeNothing()
    {
        new ProgressLine(new PrintWriter(err), false, 80).seen(query("RUNNING", null));
        assertThat(err.toString()).isEmpty();
    }

    private static QueryExecution query(String state, String reason)
    {
        return QueryExecution.builder()
                .status(status -> status.state(state).stateChangeReason(reason).submissionDateTime(Instant.now()))
                .statistics(statistics -> statistics.dataScannedInBytes(12_345_678L))
                .build();
    }
}
