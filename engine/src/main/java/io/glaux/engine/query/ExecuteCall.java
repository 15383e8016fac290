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
package io.glaux.engine.query;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What an EXECUTE statement says.
 *
 * @param name the prepared statement, as it is spelled
 * @param values the expressions after USING as text, in order: constants, or {@code ?} for a value that comes with the
 *         request
 */
public record ExecuteCall(String name, List<String> values)
{
    public static final String PARAMETER = "?";

    public ExecuteCall
    {
        requireNonNull(name, "name is null");
        values = List.copyOf(values);
    }
}
