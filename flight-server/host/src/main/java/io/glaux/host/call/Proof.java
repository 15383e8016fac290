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

import io.glaux.host.configuration.Secret;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a caller has to bring: a certificate that an authority of the host's signed, or the token that the host was
 * started with, or both.
 *
 * @param wantsCertificate whether the host has TLS
 */
public record Proof(boolean wantsCertificate, Optional<Secret> token)
{
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    public Proof
    {
        requireNonNull(token, "token is null");
        if (!wantsCertificate && token.isEmpty()) {
            throw new IllegalArgumentException("A host answers to nobody without a proof");
        }
    }

    boolean isGiven(ServerCall<?, ?> call, Metadata headers)
    {
        boolean isTrusted = !wantsCertificate || hasCertificate(call);
        return isTrusted && token.map(secret -> hasToken(secret, headers)).orElse(true);
    }

    /**
     * The handshake of TLS has verified it.
     */
    private static boolean hasCertificate(ServerCall<?, ?> call)
    {
        SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return false;
        }
        try {
            return session.getPeerCertificates().length > 0;
        }
        catch (SSLPeerUnverifiedException _) {
            return false;
        }
    }

    private static boolean hasToken(Secret secret, Metadata headers)
    {
        String header = headers.get(AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && secret.matches(header.substring(BEARER.length()));
    }
}
