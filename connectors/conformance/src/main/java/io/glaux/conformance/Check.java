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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * One thing that a host has to do.
 *
 * @param group as the specification names it
 * @param name a sentence
 * @param requirements that it holds, by their ids in the specification
 */
public record Check(String group, String name, List<String> requirements, Body body)
{
    private static final int REASON = 4000;

    public Check
    {
        requireNonNull(group, "group is null");
        requireNonNull(name, "name is null");
        requirements = List.copyOf(requirements);
        requireNonNull(body, "body is null");
    }

    /**
     * How it ends; what it throws is in there.
     */
    public CheckResult run()
    {
        List<String> notes = new ArrayList<>();
        long start = System.nanoTime();
        CheckResult.Status status = CheckResult.Status.PASSED;
        String reason = "";
        try {
            body.run(notes::add);
        }
        catch (CheckSkippedException e) {
            status = CheckResult.Status.SKIPPED;
            reason = e.getMessage();
        }
        catch (Exception | AssertionError e) {
            status = CheckResult.Status.FAILED;
            String text = String.valueOf(e);
            reason = text.length() <= REASON ? text : text.substring(0, REASON) + "...";
        }
        return new CheckResult(this, status, Duration.ofNanos(System.nanoTime() - start), reason, notes);
    }

    /**
     * Ends well, throws what is wrong, or a {@link CheckSkippedException}.
     */
    @FunctionalInterface
    public interface Body
    {
        /**
         * @param notes takes what was measured, in words
         */
        void run(Consumer<String> notes)
                throws Exception;
    }
}
