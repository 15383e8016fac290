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
package io.glaux.host.catalog;

import io.glaux.metering.Units;
import io.glaux.source.Feature;
import io.glaux.source.RateShare;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/**
 * A catalog that the host serves. Thread-safe.
 */
public final class SourceCatalog
        implements AutoCloseable
{
    private final String name;
    private final String kind;
    private final Source source;
    private final Set<Feature> features;
    private final Map<String, Long> usedMillionths = new HashMap<>();
    /**
     * What may be taken in a second, by unit.
     */
    private final SortedMap<String, Lease> leases = new TreeMap<>();

    private record Lease(long millionths, long endNanos) {}

    public SourceCatalog(String name, String kind, Source source)
    {
        this.name = requireNonNull(name, "name is null");
        this.kind = requireNonNull(kind, "kind is null");
        this.source = requireNonNull(source, "source is null");
        this.features = Set.copyOf(source.features());
    }

    public String name()
    {
        return name;
    }

    public String kind()
    {
        return kind;
    }

    public Source source()
    {
        return source;
    }

    public Set<Feature> features()
    {
        return features;
    }

    public boolean can(Feature feature)
    {
        return features.contains(feature);
    }

    /**
     * @throws SourceException if the source does not have the feature
     */
    public void ensureCan(Feature feature, String what)
    {
        if (!can(feature)) {
            throw SourceException.notSupported(what);
        }
    }

    /**
     * Counts what reads and writes took, for {@link #takeUsed}.
     */
    public synchronized void used(Units units)
    {
        units.millionths().forEach((unit, amount) -> usedMillionths.merge(unit, amount, Math::addExact));
    }

    /**
     * What was used of a unit since the last call.
     */
    public synchronized long takeUsed(String unit)
    {
        return Optional.ofNullable(usedMillionths.remove(unit)).orElse(0L);
    }

    /**
     * Takes shares of some units; those of others stay as they are.
     *
     * @throws SourceException if the source does not count one of them
     */
    public synchronized void limitRate(Units perSecond, Duration validity)
    {
        Set<String> units = source.units();
        if (!units.containsAll(perSecond.millionths().keySet())) {
            throw SourceException.of(
                    SourceErrorCode.INVALID_SETTINGS,
                    "Catalog %s has no unit %s: it has %s".formatted(
                            name,
                            String.join(", ", perSecond.millionths().keySet()),
                            units.isEmpty() ? "none" : String.join(", ", new TreeSet<>(units))));
        }
        long now = System.nanoTime();
        long end = now + validity.toNanos();
        perSecond.millionths().forEach((unit, amount) -> leases.put(unit, new Lease(amount, end)));
        applyLeases(now);
    }

    /**
     * Goes back to the settings of units whose shares have run out.
     */
    public synchronized void endRunOutLimit()
    {
        long now = System.nanoTime();
        if (leases.values().removeIf(lease -> lease.endNanos() - now <= 0)) {
            applyLeases(now);
        }
    }

    private void applyLeases(long now)
    {
        SortedMap<String, Long> millionths = new TreeMap<>();
        leases.forEach((unit, lease) -> millionths.put(unit, lease.millionths()));
        // each ends by itself, when it is looked for next
        source.limitRate(leases.values().stream()
                .map(lease -> Duration.ofNanos(lease.endNanos() - now))
                .max(Comparator.naturalOrder())
                .map(longest -> new RateShare(new Units(millionths), longest)));
    }

    @Override
    public void close()
    {
        source.close();
    }
}
