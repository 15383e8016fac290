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

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.glaux.protocol.Actions;
import io.glaux.protocol.Messages;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.protocol.v1.HealthResponse;
import io.glaux.protocol.v1.HelloResponse;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.RateResponse;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TablesResponse;
import io.grpc.CallOptions;
import org.apache.arrow.flight.impl.Flight;
import org.apache.arrow.flight.impl.FlightServiceGrpc;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * An action of the protocol.
 *
 * @param answer reads what the host answers with
 */
record HostAction<T extends Message>(String name, Parser<T> answer)
{
    static final HostAction<HelloResponse> HELLO = new HostAction<>(Actions.HELLO, HelloResponse.parser());
    static final HostAction<SchemasResponse> SCHEMAS = new HostAction<>(Actions.SCHEMAS, SchemasResponse.parser());
    static final HostAction<TablesResponse> TABLES = new HostAction<>(Actions.TABLES, TablesResponse.parser());
    static final HostAction<DescribeResponse> DESCRIBE = new HostAction<>(
            Actions.DESCRIBE,
            DescribeResponse.parser());
    static final HostAction<StatisticsResponse> STATISTICS = new HostAction<>(
            Actions.STATISTICS,
            StatisticsResponse.parser());
    static final HostAction<PlanResponse> PLAN = new HostAction<>(Actions.PLAN, PlanResponse.parser());
    static final HostAction<SplitsResponse> SPLITS = new HostAction<>(Actions.SPLITS, SplitsResponse.parser());
    static final HostAction<BeginWriteResponse> BEGIN_WRITE = new HostAction<>(
            Actions.BEGIN_WRITE,
            BeginWriteResponse.parser());
    static final HostAction<EndWriteResponse> END_WRITE = new HostAction<>(
            Actions.END_WRITE,
            EndWriteResponse.parser());
    static final HostAction<HealthResponse> HEALTH = new HostAction<>(Actions.HEALTH, HealthResponse.parser());
    static final HostAction<RateResponse> RATE = new HostAction<>(Actions.RATE, RateResponse.parser());

    HostAction
    {
        requireNonNull(name, "name is null");
        requireNonNull(answer, "answer is null");
    }

    /**
     * Makes a call that has one answer.
     */
    T call(Replica replica, Message request, Duration timeout)
            throws InterruptedException
    {
        // the deadline of the call comes before these
        HostCall.AnswerTimes times = new HostCall.AnswerTimes(timeout.multipliedBy(2), timeout.multipliedBy(2));
        try (HostCall<Flight.Action, Flight.Result> call = start(
                replica,
                request,
                HostCall.AnswerTimes.deadline(timeout),
                times)) {
            T answer = next(call).orElseThrow(() -> HostException.lasting(
                    FlightErrorCode.GLAUX_HOST_FAILED,
                    "The host %s did not answer %s".formatted(replica.address(), name),
                    null));
            if (call.next().isPresent()) {
                throw HostException.lasting(
                        FlightErrorCode.GLAUX_HOST_FAILED,
                        "The host %s answered %s more than once".formatted(replica.address(), name),
                        null);
            }
            return answer;
        }
    }

    HostCall<Flight.Action, Flight.Result> start(
            Replica replica,
            Message request,
            CallOptions options,
            HostCall.AnswerTimes times)
            throws InterruptedException
    {
        HostCall<Flight.Action, Flight.Result> call = HostCall.start(
                replica,
                FlightServiceGrpc.getDoActionMethod(),
                options,
                times,
                _ -> {});
        try {
            call.send(Flight.Action.newBuilder().setType(name).setBody(request.toByteString()).build());
            call.finishSending();
            return call;
        }
        catch (InterruptedException | RuntimeException e) {
            call.close();
            throw e;
        }
    }

    Optional<T> next(HostCall<Flight.Action, Flight.Result> call)
            throws InterruptedException
    {
        Optional<Flight.Result> result = call.next();
        if (result.isEmpty()) {
            return Optional.empty();
        }
        String what = "The answer of the host %s to %s".formatted(call.address(), name);
        try {
            return Optional.of(Messages.read(answer, result.get().getBody().toByteArray(), what));
        }
        catch (ProtocolException e) {
            throw HostException.lasting(FlightErrorCode.GLAUX_HOST_FAILED, e.getMessage(), e);
        }
    }
}
