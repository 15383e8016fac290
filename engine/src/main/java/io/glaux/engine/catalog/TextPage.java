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
package io.glaux.engine.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * A page of documents in the order of their keys, bounded by number and by size.
 *
 * @param last the key to go on after, when there is more
 */
record TextPage(List<Row> rows, Optional<String> last)
{
    /**
     * An answer is not held up by the sizes of its documents: at most this many characters, or one document.
     */
    static final int LARGEST = 4 * 1024 * 1024;

    TextPage
    {
        rows = List.copyOf(rows);
        requireNonNull(last, "last is null");
    }

    record Row(String key, String document)
    {
        Row
        {
            requireNonNull(key, "key is null");
            requireNonNull(document, "document is null");
        }
    }

    interface Source
    {
        /**
         * Rows after a key, in order.
         */
        List<Row> read(String after, int limit);
    }

    static TextPage read(Source source, String start, int size, Predicate<Row> filter)
    {
        List<Row> rows = new ArrayList<>();
        long length = 0;
        String after = start;
        int limit = size + 1;
        while (true) {
            List<Row> chunk = source.read(after, limit);
            for (Row row : chunk) {
                after = row.key();
                if (!filter.test(row)) {
                    continue;
                }
                length += row.document().length();
                if (rows.size() == size || (!rows.isEmpty() && length > LARGEST)) {
                    return new TextPage(rows, Optional.of(rows.getLast().key()));
                }
                rows.add(row);
            }
            if (chunk.size() < limit) {
                return new TextPage(rows, Optional.empty());
            }
        }
    }
}
