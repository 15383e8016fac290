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
package io.glaux.reference;

import java.util.Random;

/**
 * The random numbers of a test: {@code -Dglaux.test.seed=N} repeats it.
 */
public final class Seeds
{
    private Seeds() {}

    public static Random random(String test)
    {
        Long given = Long.getLong("glaux.test.seed");
        long seed = given == null ? new Random().nextLong() : given;
        System.out.printf("%s: seed %d (repeat with -Dglaux.test.seed=%d)%n", test, seed, seed);
        return new Random(seed);
    }
}
