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
package io.glaux.conformance;

import java.time.Duration;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How a check ended.
 *
 * @param reason why it was skipped or failed; empty of one that passed
 * @param notes what it measured, in words
 */
public record CheckResult(Check check, Status status, Duration took, String reason, List<String> notes)
{
    public CheckResult
    {
        requireNonNull(check, "check is null");
        requireNonNull(status, "status is null");
        requireNonNull(took, "took is null");
        requireNonNull(reason, "reason is null");
        notes = List.copyOf(notes);
    }

    public boolean isFailed()
    {
        return status == Status.FAILED;
    }

    /**
     * What becomes of a check.
     */
    public enum Status
    {
        PASSED,
        /**
         * The host does not do what it is about, and need not.
         */
        SKIPPED,
        FAILED,
    }
}
