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
 * A comparison of sides that do the same tasks in turn: their times.
 */
interface ComparisonCase
        extends BenchCase
{
    int ROUNDS = 5;
    int QUICK_ROUNDS = 2;

    /**
     * Starts the sides and gives them the same data. What is to be ended goes to the context.
     */
    BenchSetup open(BenchContext context)
            throws Exception;

    @Override
    default BenchResult measure(BenchContext context)
            throws Exception
    {
        BenchSetup setup = open(context);
        return new BenchReport(setup, new BenchRun(setup, context.quick() ? QUICK_ROUNDS : ROUNDS, context).run());
    }
}
