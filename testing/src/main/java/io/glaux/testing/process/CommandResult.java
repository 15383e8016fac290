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
package io.glaux.testing.process;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How a command ended.
 *
 * @param exit its exit status
 */
public record CommandResult(List<String> arguments, int exit, String out, String err)
{
    public CommandResult
    {
        arguments = List.copyOf(arguments);
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }

    public CommandResult requireSuccess()
    {
        if (exit != 0) {
            throw new AssertionError("%s ended with %d%nstdout: %s%nstderr: %s".formatted(arguments, exit, out, err));
        }
        return this;
    }
}
