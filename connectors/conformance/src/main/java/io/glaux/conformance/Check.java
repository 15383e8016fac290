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

import static java.util.Objects.requireNonNull;

/**
 * One thing that a host has to do.
 *
 * @param group as the specification names it
 * @param name a sentence
 */
public record Check(String group, String name, Body body)
{
    public Check
    {
        requireNonNull(group, "group is null");
        requireNonNull(name, "name is null");
        requireNonNull(body, "body is null");
    }

    /**
     * Ends well, throws what is wrong, or a {@link CheckSkippedException}.
     */
    @FunctionalInterface
    public interface Body
    {
        void run()
                throws Exception;
    }
}
