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
package io.glaux.reference.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import static java.util.Objects.requireNonNull;

/**
 * The first rows in an order, in that order; of rows that are alike, those that came first. Holds no more rows than are
 * wanted.
 */
public final class TopRows
{
    private final Comparator<Numbered> order;
    private final long count;
    private final PriorityQueue<Numbered> lastFirst;

    private long added;

    public TopRows(Comparator<List<Object>> order, long count)
    {
        requireNonNull(order, "order is null");
        if (count < 0) {
            throw new IllegalArgumentException("A negative count of rows");
        }
        this.order = Comparator.comparing(Numbered::row, order).thenComparingLong(Numbered::number);
        this.count = count;
        this.lastFirst = new PriorityQueue<>(this.order.reversed());
    }

    public void add(List<Object> row)
    {
        Numbered numbered = new Numbered(added++, row);
        if (lastFirst.size() < count) {
            lastFirst.add(numbered);
        }
        else if (!lastFirst.isEmpty() && order.compare(numbered, lastFirst.element()) < 0) {
            lastFirst.remove();
            lastFirst.add(numbered);
        }
    }

    public List<List<Object>> rows()
    {
        return lastFirst.stream().sorted(order).map(Numbered::row).toList();
    }

    private record Numbered(long number, List<Object> row) {}
}
