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

/**
 * One of those that are compared.
 */
interface BenchSide
{
    String name();

    /**
     * Does the task to its end, which is when the last row has been read.
     */
    BenchAnswer run(BenchTask task)
            throws Exception;

    /**
     * What comes after a task and is not measured: it fails unless the task was done, and makes room for the next time.
     */
    default void after(BenchTask task)
            throws Exception
    {}
}
