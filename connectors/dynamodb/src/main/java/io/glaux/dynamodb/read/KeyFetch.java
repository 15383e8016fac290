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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.read.ItemRequests.Found;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.source.ReadContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Items that are read by their keys. Keys that DynamoDB did not get to are asked for again: for lack of capacity, after
 * a while, or because the items are larger than an answer.
 */
final class KeyFetch
{
    /**
     * DynamoDB's limit.
     */
    static final int MAX_KEYS = 100;

    private final ReadRequests requests;
    private final ReadContext context;
    private final ItemRequests items;
    private Fetch<Found> fetch;

    private KeyFetch(ReadRequests requests, ReadContext context, ItemRequests items, Fetch<Found> fetch)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.items = requireNonNull(items, "items is null");
        this.fetch = requireNonNull(fetch, "fetch is null");
    }

    /**
     * @param keys different from each other, one at least and a hundred at most
     */
    static KeyFetch send(ReadRequests requests, ReadContext context, ItemRequests items, List<ItemKey> keys)
            throws InterruptedException
    {
        KeySchema schema = items.target().key();
        List<Map<String, AttributeValue>> attributes = keys.stream()
                .map(key -> ItemRequests.key(schema, key))
                .toList();
        return new KeyFetch(requests, context, items, requests.send(context, items.get(attributes)));
    }

    /**
     * @return the items that are there, by their keys
     */
    Map<ItemKey, Map<String, AttributeValue>> await()
            throws InterruptedException
    {
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        Backoff backoff = new Backoff(requests.patience());
        while (true) {
            Found answer = fetch.await();
            answer.items().forEach(item -> found.put(ItemRequests.key(items.target().key(), item), item));
            if (answer.left().isEmpty()) {
                return found;
            }
            if (answer.items().isEmpty()) {
                context.throttled(backoff.await(items.what(), null));
            }
            else {
                backoff = new Backoff(requests.patience());
            }
            fetch = requests.send(context, items.get(answer.left()));
        }
    }

    static void abandon(Collection<KeyFetch> fetches)
    {
        Fetch.abandon(fetches.stream().map(sent -> sent.fetch).toList());
    }
}
