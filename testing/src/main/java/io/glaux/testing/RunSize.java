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
package io.glaux.testing;

import java.util.Random;

/**
 * How large the randomised suites run, and from which seed. {@code -Dglaux.test.full=true} chooses the sizes that are
 * promised, {@code -Dglaux.test.seed=N} repeats a run.
 */
public final class RunSize
{
    private static final long SEED = readSeed();
    private static final boolean FULL = Boolean.getBoolean("glaux.test.full");

    private RunSize() {}

    /**
     * Random numbers of this run and suite. Prints the seed, so that a failure can be repeated.
     */
    public static Random random(String suite)
    {
        System.out.printf("%s: seed %d, size %s (repeat with -Dglaux.test.seed=%d)%n", suite, SEED, FULL ? "full"
                : "small", SEED);
        return new Random(SEED ^ suite.hashCode());
    }

    public static int pick(int small, int full)
    {
        return FULL ? full : small;
    }

    private static long readSeed()
    {
        Long seed = Long.getLong("glaux.test.seed");
        return seed == null ? new Random().nextLong() : seed;
    }
}
