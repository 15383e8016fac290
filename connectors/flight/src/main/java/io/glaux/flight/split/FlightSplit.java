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
package io.glaux.flight.split;

import io.airlift.slice.SizeOf;
import io.glaux.flight.metadata.Opaque;
import io.trino.spi.SplitWeight;
import io.trino.spi.connector.ConnectorSplit;

import java.util.List;

import static io.airlift.slice.SizeOf.estimatedSizeOf;
import static io.airlift.slice.SizeOf.instanceSize;
import static java.util.Objects.requireNonNull;

/**
 * A part of a scan. What it names is signed by the host and of limited life; there is no secret in it.
 *
 * @param ticket what the host calls it by
 * @param weight how much work it is; 100 is a usual split
 * @param locations of hosts that serve it best; empty: all do
 */
public record FlightSplit(Opaque ticket, int weight, List<String> locations)
        implements ConnectorSplit
{
    private static final int INSTANCE_SIZE = instanceSize(FlightSplit.class);
    private static final double USUAL_WEIGHT = 100;
    private static final double LEAST_PROPORTION = 0.01;

    public FlightSplit
    {
        requireNonNull(ticket, "ticket is null");
        locations = List.copyOf(locations);
    }

    @Override
    public SplitWeight getSplitWeight()
    {
        return SplitWeight.fromProportion(Math.clamp(weight / USUAL_WEIGHT, LEAST_PROPORTION, 1));
    }

    @Override
    public long getRetainedSizeInBytes()
    {
        return INSTANCE_SIZE + ticket.bytes().size() + estimatedSizeOf(locations, SizeOf::estimatedSizeOf);
    }
}
