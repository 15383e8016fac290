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
package io.glaux.flight.fault;

import com.google.common.collect.ImmutableSet;
import io.glaux.flight.client.FlightErrorCode;

import java.util.Set;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_INVALID_BATCH;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_REFUSED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_RESOURCES;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_WRITE_UNKNOWN;

/**
 * What goes wrong while a query runs, and what the query may then say.
 */
enum FaultKind
{
    /**
     * The process of the host is killed.
     */
    KILLED(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    /**
     * The process of the host crashes.
     */
    CRASHED(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    CUT(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    STALLED(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    HALF_CLOSED(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    SLOW,
    WRONG_SCHEMA(GLAUX_INVALID_BATCH, GLAUX_HOST_FAILED),
    WRONG_BATCH(GLAUX_INVALID_BATCH, GLAUX_HOST_FAILED),
    ENDS_EARLY(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN),
    EXPIRED_TICKET(GLAUX_STREAM_BROKEN),
    /**
     * The source lets the host wait.
     */
    THROTTLED,
    /**
     * The source is busy, a few times or always.
     */
    REFUSED(GLAUX_SOURCE_RESOURCES, GLAUX_STREAM_BROKEN),
    /**
     * The source is away, a few times or always.
     */
    SOURCE_AWAY(GLAUX_SOURCE_FAILED, GLAUX_STREAM_BROKEN),
    SOURCE_FAILS(GLAUX_SOURCE_FAILED),
    SOURCE_STALLS(GLAUX_HOST_UNAVAILABLE, GLAUX_STREAM_BROKEN, GLAUX_WRITE_UNKNOWN),
    /**
     * A fault of the program of the source.
     */
    PROGRAM_FAILS(GLAUX_HOST_FAILED),
    WRONG_VALUE(GLAUX_HOST_FAILED, GLAUX_SOURCE_REFUSED, GLAUX_SOURCE_FAILED);

    private final ImmutableSet<FlightErrorCode> errors;

    FaultKind(FlightErrorCode... errors)
    {
        this.errors = ImmutableSet.copyOf(errors);
    }

    /**
     * What a query may fail with; none: it must not fail.
     */
    Set<FlightErrorCode> errors()
    {
        return errors;
    }

    /**
     * Whether a process of its own is needed, since it ends.
     */
    boolean isOfProcess()
    {
        return this == KILLED || this == CRASHED;
    }
}
