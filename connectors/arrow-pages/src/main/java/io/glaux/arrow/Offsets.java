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

/**
 * Where values start in their data, and the last one ends, counted from where the first one starts. They never go back.
 */
final class Offsets
{
    private final int[] values;
    private final long start;

    /**
     * @param values one more than there are values; they are kept
     * @param start where the first one starts in the data
     */
    Offsets(int[] values, long start)
    {
        this.values = values;
        this.start = start;
    }

    long start()
    {
        return start;
    }

    int at(int position)
    {
        return values[position];
    }

    int length(int position)
    {
        return values[position + 1] - values[position];
    }

    /**
     * Where the last one ends: the length of all.
     */
    int total()
    {
        return values[values.length - 1];
    }

    /**
     * As a block keeps them.
     */
    int[] values()
    {
        return values;
    }

    /**
     * Whether a value that is not there has a length: a block must not have that, since its encoding leaves such values
     * out and counts on their being empty.
     */
    boolean hasLengthOfNull(Validity validity)
    {
        if (validity.isAll()) {
            return false;
        }
        for (int i = 0; i < values.length - 1; i++) {
            if (values[i] != values[i + 1] && !validity.isValid(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The offsets that they have when values that are not there are empty.
     */
    Offsets withoutNulls(Validity validity)
    {
        int[] compact = new int[values.length];
        for (int i = 0; i < values.length - 1; i++) {
            compact[i + 1] = compact[i] + (validity.isValid(i) ? length(i) : 0);
        }
        return new Offsets(compact, 0);
    }

    /**
     * The positions of what is within values that are there.
     */
    int[] positionsWithin(Validity validity)
    {
        int[] positions = new int[withoutNulls(validity).total()];
        int next = 0;
        for (int i = 0; i < values.length - 1; i++) {
            if (validity.isValid(i)) {
                for (int position = values[i]; position < values[i + 1]; position++) {
                    positions[next] = position;
                    next++;
                }
            }
        }
        return positions;
    }
}
