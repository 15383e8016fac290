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

import static java.util.Objects.requireNonNull;

/**
 * Plans queries and does not run them. Plans of unlike tables are not compared: the answers are empty.
 */
record PlanningSide(String name, AthenaSide athena, String table)
        implements BenchSide
{
    PlanningSide
    {
        requireNonNull(name, "name is null");
        requireNonNull(athena, "athena is null");
        requireNonNull(table, "table is null");
    }

    /**
     * @param task a query with {@code %s} for the name of the table, which may have the name of the task in it
     */
    @Override
    public BenchAnswer run(BenchTask task)
            throws InterruptedException
    {
        athena.execute("EXPLAIN " + task.sql().formatted(table.formatted(task.name())));
        return BenchAnswer.collector().answer();
    }
}
