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
package io.glaux.conformance;

import java.util.Optional;
import java.util.Random;

/**
 * How many random scans a run tries, and from which seed.
 */
final class RunScans
{
    private RunScans() {}

    static int count()
    {
        return Boolean.getBoolean("glaux.test.full") ? 2000 : 60;
    }

    static long seed()
    {
        long seed = Optional.ofNullable(Long.getLong("glaux.test.seed")).orElseGet(() -> new Random().nextLong());
        System.out.printf("conformance: repeat with -Dglaux.test.seed=%d%n", seed);
        return seed;
    }
}
