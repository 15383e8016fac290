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

import java.util.List;

/**
 * Something that is measured.
 */
interface BenchCase
{
    /**
     * As the command line names it.
     */
    String name();

    /**
     * One line for people.
     */
    String description();

    /**
     * What it measures one after the other, of which some can be chosen. None: only all together.
     */
    default List<String> tasks()
    {
        return List.of();
    }

    /**
     * Starts what it needs, measures, and tells what came out. What is to be ended goes to the context.
     */
    BenchResult measure(BenchContext context)
            throws Exception;
}
