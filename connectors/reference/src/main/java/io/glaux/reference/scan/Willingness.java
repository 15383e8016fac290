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
package io.glaux.reference.scan;

import io.glaux.source.Taken;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * How much a source takes of what it could.
 */
public enum Willingness
{
    WHOLE,
    IN_PART,
    NO,
    /**
     * This or that by the numbers of a seed, so that whoever asks learns to do what is left.
     */
    CAPRICIOUS;

    private static final List<Taken> ANSWERS = List.of(Taken.WHOLE, Taken.IN_PART, Taken.NO);

    /**
     * By its name in settings.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Willingness of(String name)
    {
        return valueOf(name.toUpperCase(Locale.ENGLISH).replace('-', '_'));
    }

    /**
     * Answers for one scan: asked the same again, it answers the same.
     */
    Supplier<Taken> answers(long seed)
    {
        SplittableRandom random = new SplittableRandom(seed);
        return switch (this) {
            case WHOLE -> () -> Taken.WHOLE;
            case IN_PART -> () -> Taken.IN_PART;
            case NO -> () -> Taken.NO;
            case CAPRICIOUS -> () -> ANSWERS.get(random.nextInt(ANSWERS.size()));
        };
    }
}
