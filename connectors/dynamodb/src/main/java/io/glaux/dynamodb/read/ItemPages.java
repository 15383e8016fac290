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

import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.plan.SplitModel.Part.Segments;
import io.glaux.dynamodb.read.ItemRequests.Page;
import io.glaux.source.ReadContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * The pages of segments, or of queries, one after the other. While a page is worked on, the next is on its way, and so
 * are the first ones of some more segments or queries; but not when there is a limit, for then it may not be needed,
 * unless {@link #readAhead} says so. Not thread-safe.
 */
final class ItemPages
        implements AutoCloseable
{
    static final int SEGMENTS_AHEAD = 1;
    static final int QUERIES_AHEAD = 8;
    private static final int SEARCHED_AHEAD = 8;

    private final ReadRequests requests;
    private final ReadContext context;
    private final Steps steps;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private int mostAhead;
    private Place next;
    private double expected;

    /**
     * What is read, one step after the other.
     */
    interface Steps
    {
        int count();

        ReadRequests.Request<Page> request(
                int step,
                Map<String, AttributeValue> from,
                OptionalInt limit,
                double expected);
    }

    /**
     * Where a page begins.
     *
     * @param from empty: at the start of the step
     */
    record Place(int step, Map<String, AttributeValue> from) {}

    private record Ahead(Place place, Fetch<Page> fetch) {}

    /**
     * @param step whose page it is
     */
    record Step(int step, Page page) {}

    /**
     * @param mostAhead how many pages are on their way while one is worked on
     */
    ItemPages(ReadRequests requests, ReadContext context, Steps steps, Place start, int mostAhead)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.steps = requireNonNull(steps, "steps is null");
        this.next = requireNonNull(start, "start is null");
        this.mostAhead = mostAhead;
    }

    static Steps ofSegments(ItemRequests requests, Segments segments)
    {
        return new Steps()
        {
            @Override
            public int count()
            {
                return segments.count();
            }

            @Override
            public ReadRequests.Request<Page> request(
                    int step,
                    Map<String, AttributeValue> from,
                    OptionalInt limit,
                    double expected)
            {
                return requests.scan(segments.first() + step, segments.total(), from, limit, expected);
            }
        };
    }

    static Steps ofQueries(ItemRequests requests, List<KeyQuery> queries)
    {
        return new Steps()
        {
            @Override
            public int count()
            {
                return queries.size();
            }

            @Override
            public ReadRequests.Request<Page> request(
                    int step,
                    Map<String, AttributeValue> from,
                    OptionalInt limit,
                    double expected)
            {
                return requests.query(queries.get(step), from, limit, expected);
            }
        };
    }

    /**
     * Asks for several pages before they are wanted, from now on.
     */
    void readAhead()
    {
        mostAhead = SEARCHED_AHEAD;
    }

    /**
     * Whether there may be a page.
     */
    boolean hasNext()
    {
        return next.step() < steps.count();
    }

    int nextStep()
    {
        return next.step();
    }

    /**
     * Goes on with the next step, whatever is left of this one.
     */
    void skipStep()
    {
        close();
        next = new Place(next.step() + 1, Map.of());
    }

    /**
     * @param limit most items that are looked at for it
     */
    Step next(OptionalInt limit)
            throws InterruptedException
    {
        Place place = next;
        // where the rate did not allow the very next one, later ones may be there
        Fetch<Page> fetch = !ahead.isEmpty() && ahead.getFirst().place().equals(place)
                ? ahead.removeFirst().fetch()
                : requests.send(context, steps.request(place.step(), place.from(), limit, expected));
        Page page = fetch.await();
        expected = page.units();
        boolean isStepDone = page.last().isEmpty();
        next = isStepDone ? new Place(place.step() + 1, Map.of()) : new Place(place.step(), page.last());
        if (mostAhead > 0) {
            readAhead(isStepDone);
        }
        return new Step(place.step(), page);
    }

    private void readAhead(boolean isStepDone)
    {
        if (!isStepDone && !sendAhead(next, true)) {
            return;
        }
        int sent = ahead.isEmpty() ? next.step() : ahead.getLast().place().step() + 1;
        for (int step = Math.max(sent, next.step()); step < steps.count() && ahead.size() < mostAhead; step++) {
            if (!sendAhead(new Place(step, Map.of()), false)) {
                return;
            }
        }
    }

    // pages are taken in the order of their steps: without the first there are none
    private boolean sendAhead(Place place, boolean isFirst)
    {
        Fetch<Page> fetch = requests.sendAhead(
                context,
                steps.request(place.step(), place.from(), OptionalInt.empty(), expected));
        if (fetch == null) {
            return false;
        }
        Ahead sent = new Ahead(place, fetch);
        if (isFirst) {
            ahead.addFirst(sent);
        }
        else {
            ahead.addLast(sent);
        }
        return true;
    }

    @Override
    public void close()
    {
        Fetch.abandon(ahead.stream().map(Ahead::fetch).toList());
        ahead.clear();
    }
}
