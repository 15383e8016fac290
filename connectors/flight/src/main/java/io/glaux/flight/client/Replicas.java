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
package io.glaux.flight.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The hosts of a catalog, any of which can take any call. Thread-safe.
 */
final class Replicas
{
    private final List<Replica> all;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(HostOptions options, Executor executor)
    {
        this.all = options.addresses().stream()
                .distinct()
                .map(address -> new Replica(address, options, executor))
                .toList();
    }

    List<Replica> all()
    {
        return all;
    }

    Replica at(HostAddress address)
    {
        return all.stream()
                .filter(replica -> replica.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no host %s".formatted(address)));
    }

    /**
     * One that did not fail lately, that serves it best, and that has the least to do.
     *
     * @param preferred addresses, as the host wrote them
     * @param avoided those that were tried already; none: all were
     */
    Optional<Replica> choose(Collection<String> preferred, Set<HostAddress> avoided)
    {
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        return IntStream.range(0, all.size())
                .mapToObj(index -> all.get((first + index) % all.size()))
                .filter(replica -> !avoided.contains(replica.address()))
                .min(Comparator.<Replica>comparingLong(replica -> Math.max(0, replica.rest()))
                        .thenComparing(replica -> !preferred.contains(replica.address().toString()))
                        .thenComparingInt(Replica::openCalls));
    }

    void close()
    {
        all.forEach(Replica::close);
    }
}
