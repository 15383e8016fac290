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
package io.glaux.host.action;

import com.google.protobuf.MessageLite;
import io.glaux.host.call.CallCancelledException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import static java.util.Objects.requireNonNull;

/**
 * Puts what comes one by one into answers of bounded size. Its {@link #accept} blocks while the client does not take
 * any.
 */
final class Pages<T>
        implements Consumer<T>
{
    private static final int TARGET_BYTES = 256 << 10;
    private static final int MAX_ITEMS = 1_000;
    /**
     * What is there is not kept for longer, while the source makes more.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private final Results results;
    private final ToIntFunction<T> size;
    private final Function<List<T>, MessageLite> message;
    private final List<T> items = new ArrayList<>();
    private long bytes;
    private long firstNanos;

    /**
     * @param size bytes that an item takes
     * @param message of some items
     */
    Pages(Results results, ToIntFunction<T> size, Function<List<T>, MessageLite> message)
    {
        this.results = requireNonNull(results, "results is null");
        this.size = requireNonNull(size, "size is null");
        this.message = requireNonNull(message, "message is null");
    }

    /**
     * @throws CallCancelledException if the client takes no more
     */
    @Override
    public void accept(T item)
    {
        int itemBytes = size.applyAsInt(item);
        try {
            if (!items.isEmpty() && bytes + itemBytes > TARGET_BYTES) {
                send();
            }
            if (items.isEmpty()) {
                firstNanos = System.nanoTime();
            }
            items.add(item);
            bytes += itemBytes;
            if (items.size() >= MAX_ITEMS || System.nanoTime() - firstNanos > LONGEST_WAIT.toNanos()) {
                send();
            }
        }
        catch (InterruptedException _) {
            throw new CallCancelledException();
        }
    }

    /**
     * Sends what is left.
     */
    void finish()
            throws InterruptedException
    {
        if (!items.isEmpty()) {
            send();
        }
    }

    private void send()
            throws InterruptedException
    {
        results.send(message.apply(items));
        items.clear();
        bytes = 0;
    }
}
