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
package io.glaux.host;

import io.glaux.host.action.ActionHandler;
import io.glaux.host.action.Results;
import io.glaux.host.call.CallErrors;
import io.glaux.host.call.CallSignals;
import io.glaux.host.call.CallThreads;
import io.glaux.host.stream.LookupStreams;
import io.glaux.host.stream.ReadStreams;
import io.glaux.host.stream.WriteStreams;
import io.glaux.protocol.Actions;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.ActionType;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PollInfo;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

import static java.util.Objects.requireNonNull;

/**
 * The calls of Arrow Flight that the protocol uses. Each is handed to a thread of its own at once: gRPC tells nothing
 * of a call while its handler runs.
 */
final class HostProducer
        implements FlightProducer
{
    private static final int MAX_ACTIONS = 256;

    private final CallThreads threads;
    private final SortedMap<String, ActionHandler> actions;
    private final ReadStreams reads;
    private final LookupStreams lookups;
    private final WriteStreams writes;
    private final Semaphore actionPlaces = new Semaphore(MAX_ACTIONS);

    HostProducer(
            CallThreads threads,
            Map<String, ActionHandler> actions,
            ReadStreams reads,
            LookupStreams lookups,
            WriteStreams writes)
    {
        this.threads = requireNonNull(threads, "threads is null");
        this.actions = new TreeMap<>(actions);
        this.reads = requireNonNull(reads, "reads is null");
        this.lookups = requireNonNull(lookups, "lookups is null");
        this.writes = requireNonNull(writes, "writes is null");
    }

    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener)
    {
        CallSignals signals = CallSignals.current();
        threads.start("read", signals, () -> reads.read(ticket.getBytes(), signals, listener), listener::error);
    }

    @Override
    public void doExchange(CallContext context, FlightStream stream, ServerStreamListener listener)
    {
        // in a thread of its own by now
        CallSignals signals = CallSignals.current();
        threads.run("look-up", signals, () -> lookups.lookUp(stream, signals, listener), listener::error);
    }

    @Override
    public Runnable acceptPut(CallContext context, FlightStream stream, StreamListener<PutResult> acknowledgements)
    {
        CallSignals signals = CallSignals.current();
        return () -> threads.run(
                "write",
                signals,
                () -> writes.write(stream, signals, acknowledgements),
                acknowledgements::onError);
    }

    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> listener)
    {
        Optional<ActionHandler> handler = Optional.ofNullable(actions.get(action.getType()));
        if (handler.isEmpty()) {
            listener.onError(notThere("This host does not have the action: it has " + actions.keySet()));
            return;
        }
        boolean isHealth = action.getType().equals(Actions.HEALTH);
        if (!isHealth && !actionPlaces.tryAcquire()) {
            listener.onError(CallErrors.toFlight(action.getType(), SourceException.retryable(
                    SourceErrorCode.RESOURCES_EXHAUSTED,
                    "The host answers %s actions, and takes no more now".formatted(MAX_ACTIONS),
                    Optional.empty(),
                    null)));
            return;
        }
        CallSignals signals = CallSignals.current();
        threads.start(
                action.getType(),
                signals,
                () -> answer(handler.get(), action, signals, listener, !isHealth),
                listener::onError);
    }

    private void answer(
            ActionHandler handler,
            Action action,
            CallSignals signals,
            StreamListener<Result> listener,
            boolean hasPlace)
            throws InterruptedException
    {
        try {
            handler.answer(action.getBody(), new Results(listener, signals));
        }
        finally {
            if (hasPlace) {
                actionPlaces.release();
            }
        }
        listener.onCompleted();
    }

    @Override
    public void listActions(CallContext context, StreamListener<ActionType> listener)
    {
        actions.keySet().forEach(name -> listener.onNext(
                new ActionType(name, "See the specification of Glaux federation")));
        listener.onCompleted();
    }

    @Override
    public void listFlights(CallContext context, Criteria criteria, StreamListener<FlightInfo> listener)
    {
        listener.onError(notThere("A host lists no flights: ask for tables by the action glaux.v1.tables"));
    }

    @Override
    public FlightInfo getFlightInfo(CallContext context, FlightDescriptor descriptor)
    {
        throw notThere("A host has no flight infos: ask for splits by the actions glaux.v1.plan and glaux.v1.splits");
    }

    @Override
    public PollInfo pollFlightInfo(CallContext context, FlightDescriptor descriptor)
    {
        throw notThere("A host has no flight infos: ask for splits by the actions glaux.v1.plan and glaux.v1.splits");
    }

    @Override
    public SchemaResult getSchema(CallContext context, FlightDescriptor descriptor)
    {
        throw notThere("A host has no schemas of flights: ask by the action glaux.v1.describe");
    }

    private static FlightRuntimeException notThere(String message)
    {
        return CallErrors.toFlight("call", SourceException.of(SourceErrorCode.NOT_SUPPORTED, message));
    }
}
