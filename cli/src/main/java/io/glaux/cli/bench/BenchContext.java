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
package io.glaux.cli.bench;

import io.glaux.cli.InstanceOptions;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * @param home the checkout
 * @param distribution the folder of the built distribution
 * @param work a folder for what the case makes, empty at first
 * @param quick whether a look is enough
 * @param started ends when the case does
 */
record BenchContext(
        Path home,
        Path distribution,
        Path work,
        boolean quick,
        Set<String> only,
        PrintWriter out,
        StartedThings started)
{
    BenchContext
    {
        requireNonNull(home, "home is null");
        requireNonNull(distribution, "distribution is null");
        requireNonNull(work, "work is null");
        only = Set.copyOf(only);
        requireNonNull(out, "out is null");
        requireNonNull(started, "started is null");
    }

    static BenchContext of(String caseName, boolean quick, Set<String> only, PrintWriter out)
    {
        Path home = InstanceOptions.home();
        return new BenchContext(
                home,
                Path.of(System.getProperty("glaux.distribution", home.toString())),
                home.resolve(".cache/bench").resolve(caseName),
                quick,
                only,
                out,
                new StartedThings());
    }

    /**
     * The same, for things that end before the benchmark does: at the latest with it.
     */
    BenchContext part()
    {
        return new BenchContext(home, distribution, work, quick, only, out, started.add(new StartedThings()));
    }

    void say(String line)
    {
        out.println(line);
        out.flush();
    }
}
