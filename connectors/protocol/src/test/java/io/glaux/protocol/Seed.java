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
package io.glaux.protocol;

import java.util.Optional;
import java.util.Random;

/**
 * Random numbers that can be had again.
 */
final class Seed
{
    private static final String PROPERTY = "glaux.test.seed";

    private Seed() {}

    /**
     * A seed that a failing test names; the property sets it.
     */
    static long next()
    {
        return Optional.ofNullable(Long.getLong(PROPERTY)).orElseGet(() -> new Random().nextLong());
    }

    static String text(long seed)
    {
        return "-D%s=%s".formatted(PROPERTY, seed);
    }
}
