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
package io.glaux.cli;

/**
 * Ends a command with one sentence for the person at the terminal.
 */
public final class CommandFailure
        extends RuntimeException
{
    public static final int FAILED = 1;
    public static final int NOT_RUNNING = 3;

    private final int exitCode;

    public CommandFailure(String message)
    {
        this(message, FAILED);
    }

    public CommandFailure(String message, int exitCode)
    {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode()
    {
        return exitCode;
    }
}
