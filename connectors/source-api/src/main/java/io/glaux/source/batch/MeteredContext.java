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
package io.glaux.source.batch;

import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.ReadContext;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.Duration;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Adds up what a source tells, until it goes out with a batch. Thread-safe.
 */
public final class MeteredContext
        implements ReadContext
{
    private final Call call;
    private final Schema schema;
    private final Consumer<Units> observer;
    private Consumption pending = Consumption.NONE;

    /**
     * @param observer is told of units as they are told here
     */
    public MeteredContext(Call call, Schema schema, Consumer<Units> observer)
    {
        this.call = requireNonNull(call, "call is null");
        this.schema = requireNonNull(schema, "schema is null");
        this.observer = requireNonNull(observer, "observer is null");
    }

    @Override
    public Call call()
    {
        return call;
    }

    @Override
    public Schema schema()
    {
        return schema;
    }

    @Override
    public void consumed(long sourceBytes, long sourceRows, Units units)
    {
        add(new Consumption(sourceBytes, sourceRows, units, Duration.ZERO));
        observer.accept(units);
    }

    @Override
    public void throttled(Duration wait)
    {
        add(new Consumption(0, 0, Units.NONE, wait));
    }

    /**
     * What came since the last call.
     */
    public synchronized Consumption take()
    {
        Consumption taken = pending;
        pending = Consumption.NONE;
        return taken;
    }

    public synchronized boolean hasPending()
    {
        return !pending.isNothing();
    }

    private synchronized void add(Consumption consumption)
    {
        pending = pending.plus(consumption);
    }
}
