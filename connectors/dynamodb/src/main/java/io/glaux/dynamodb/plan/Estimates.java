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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;

/**
 * What reads of a table or an index take, in read units: each request, or each item of a look-up, takes one for every 4
 * KiB that it begins, and half of it when it need not be consistent. How values are spread nobody knows without reading
 * them; where DynamoDB does not tell, guesses are made that only have to tell few items from many.
 *
 * @param items in the table or the index, or a guess
 * @param bytes of these
 * @param hashValues of its hash key, a guess
 * @param perFullKey items with one hash and one sort value
 */
record Estimates(double items, double bytes, double hashValues, double perFullKey, boolean isKnown, double factor)
{
    private static final double UNIT_BYTES = 4096;
    // for a table that was made in the last six hours, of which DynamoDB has no count yet
    private static final double UNKNOWN_ITEMS = 100_000;
    private static final double UNKNOWN_ITEM_BYTES = 500;

    static Estimates of(TableSchema table, boolean isConsistent)
    {
        return of(table.items(), table.bytes(), table.key(), true, isConsistent);
    }

    /**
     * An index that nothing is counted of yet may have everything that the table has.
     */
    static Estimates of(TableIndex index, TableSchema table, boolean isConsistent)
    {
        boolean isKnown = index.items() > 0 && index.bytes() > 0;
        return of(
                isKnown ? index.items() : table.items(),
                isKnown ? index.bytes() : table.bytes(),
                index.key(),
                false,
                isConsistent);
    }

    private static Estimates of(long items, long bytes, KeySchema key, boolean isUnique, boolean isConsistent)
    {
        boolean isKnown = items > 0 && bytes > 0;
        double count = isKnown ? items : UNKNOWN_ITEMS;
        double hashValues = isUnique && key.sort().isEmpty() ? count : Math.sqrt(count);
        return new Estimates(
                count,
                isKnown ? bytes : UNKNOWN_ITEMS * UNKNOWN_ITEM_BYTES,
                hashValues,
                isUnique ? 1 : Math.max(1, Math.sqrt(count / hashValues)),
                isKnown,
                isConsistent ? 1 : 0.5);
    }

    double itemBytes()
    {
        return Math.max(1, bytes / items);
    }

    /**
     * Of a request that reads so many bytes.
     */
    double units(double read)
    {
        return Math.max(1, Math.ceil(read / UNIT_BYTES)) * factor;
    }

    /**
     * The items of one hash value in a range of sort values.
     */
    double items(KeyRange range)
    {
        double ofHash = Math.max(1, items / hashValues);
        if (range.isPoint()) {
            return Math.min(ofHash, perFullKey);
        }
        if (range.asPrefix().isPresent() || (range.low().isPresent() && range.high().isPresent())) {
            return Math.max(1, ofHash / 10);
        }
        return range.equals(KeyRange.ALL) ? ofHash : Math.max(1, ofHash / 3);
    }
}
