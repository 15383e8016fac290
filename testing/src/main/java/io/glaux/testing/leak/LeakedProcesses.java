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
package io.glaux.testing.leak;

import java.nio.file.Path;
import java.util.List;

/**
 * Processes that work on a data folder: every process of an instance has the folder in its command line.
 */
public final class LeakedProcesses
{
    private LeakedProcesses() {}

    public static List<String> of(Path data)
    {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(data.toString()))
                .map(process -> "%d %s".formatted(process.pid(), commandLine(process)))
                .toList();
    }

    private static String commandLine(ProcessHandle process)
    {
        return process.info().commandLine().orElse("");
    }
}
