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
package io.glaux.arrow;

import io.trino.spi.block.Bitmap;

import java.util.Optional;

/**
 * Which values of a column are there. Immutable.
 */
final class Validity
{
    /**
     * All of them.
     */
    static final Validity ALL = new Validity(Optional.empty());

    private final Optional<long[]> words;

    private Validity(Optional<long[]> words)
    {
        this.words = words;
    }

    /**
     * @param words one bit for each value, from the lowest of the first word; they are kept
     * @param count of values
     */
    static Validity of(long[] words, int count)
    {
        return Bitmap.hasUnsetBit(words, 0, count) ? new Validity(Optional.of(words)) : ALL;
    }

    boolean isAll()
    {
        return words.isEmpty();
    }

    boolean isValid(int position)
    {
        return words.isEmpty() || Bitmap.isSet(words.get(), 0, position);
    }

    /**
     * As a block takes it: nothing when all values are there.
     */
    Optional<long[]> words()
    {
        return words;
    }

    /**
     * Those that are there on both sides.
     *
     * @param count of values of both
     */
    Validity and(Validity other, int count)
    {
        if (isAll()) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        long[] both = new long[Bitmap.wordsForBits(count)];
        long[] left = words.get();
        long[] right = other.words.get();
        for (int i = 0; i < both.length; i++) {
            both[i] = left[i] & right[i];
        }
        return new Validity(Optional.of(both));
    }
}
