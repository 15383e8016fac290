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
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private boolean isLimited;
    private long limitEndNanos;

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

    public void limitRate(Units perSecond, Duration validity)
    {
        source.limitRate(Optional.of(new RateShare(perSecond, validity)));
        synchronized (this) {
            isLimited = true;
            limitEndNanos = System.nanoTime() + validity.toNanos();
        }
    }

    /**
     * Goes back to the settings when a share has run out.
     */
    public void endRunOutLimit()
    {
        boolean isOver;
        synchronized (this) {
            isOver = isLimited && System.nanoTime() - limitEndNanos >= 0;
            isLimited &= !isOver;
        }
        if (isOver) {
            source.limitRate(Optional.empty());
        }
    }

    @Override
    public void close()
    {
        source.close();
    }
}
