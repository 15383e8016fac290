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
package io.glaux.host.call;

import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ErrorDetails;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

import static java.util.Objects.requireNonNull;

/**
 * Stands before every call: turns away who has no proof, and keeps what gRPC tells of the call.
 */
public final class CallInterceptor
        implements ServerInterceptor
{
    private static final Metadata.Key<byte[]> DETAIL =
            Metadata.Key.of(ErrorDetails.TRAILER, Metadata.BINARY_BYTE_MARSHALLER);
    private static final String NO_PROOF =
            "The host wants a certificate that it trusts or its token, and the call does not have it";

    private final Proof proof;

    public CallInterceptor(Proof proof)
    {
        this.proof = requireNonNull(proof, "proof is null");
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call,
            Metadata headers,
            ServerCallHandler<Q, R> next)
    {
        if (!proof.isGiven(call, headers)) {
            Metadata trailers = new Metadata();
            trailers.put(DETAIL, ErrorDetails.write(ErrorDetails.of(ErrorCode.PERMISSION_DENIED, NO_PROOF)));
            call.close(Status.UNAUTHENTICATED.withDescription(NO_PROOF), trailers);
            return new ServerCall.Listener<>() {};
        }
        CallSignals signals = new CallSignals(call::isReady);
        Context context = Context.current().withValue(CallSignals.KEY, signals);
        return new SignallingListener<>(Contexts.interceptCall(context, call, headers, next), signals);
    }

    private static final class SignallingListener<Q>
            extends SimpleForwardingServerCallListener<Q>
    {
        private final CallSignals signals;

        private SignallingListener(ServerCall.Listener<Q> listener, CallSignals signals)
        {
            super(listener);
            this.signals = requireNonNull(signals, "signals is null");
        }

        @Override
        public void onReady()
        {
            super.onReady();
            signals.onReady();
        }

        @Override
        public void onCancel()
        {
            // first of all, so that the thread of the call leaves what is then freed
            signals.onCancel();
            super.onCancel();
        }
    }
}
