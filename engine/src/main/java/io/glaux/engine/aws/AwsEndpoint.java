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
package io.glaux.engine.aws;

import io.airlift.log.Logger;
import io.glaux.engine.aws.SignatureErrors.Place;
import io.glaux.engine.aws.SignatureVerifier.CheckedClaim;
import io.glaux.engine.identity.Identities;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

/**
 * Verifies requests, routes them by the service in their credential scope and answers failures. Knows no HTTP server.
 */
final class AwsEndpoint
{
    /**
     * The largest body of a request whose signature covers the body; a request to S3 has no limit here.
     */
    static final int BODY_LIMIT = 16 * 1024 * 1024;

    /**
     * What is read of a refused body before the answer: if it is over then, another request can follow it.
     */
    private static final int DRAIN_BEFORE = 1024 * 1024;
    private static final int DRAIN_AFTER = 16 * 1024 * 1024;

    private static final Logger log = Logger.get(AwsEndpoint.class);

    private final Map<String, AwsService> services;
    private final SignatureVerifier verifier;
    private final PresignedV2 presignedV2;
    private final BodyBudget bodies = BodyBudget.ofHeap();

    AwsEndpoint(List<AwsService> services, Identities identities, Clock clock)
    {
        this.services = services.stream().collect(toImmutableMap(AwsService::signingName, service -> service));
        this.verifier = new SignatureVerifier(identities, clock);
        this.presignedV2 = new PresignedV2(identities, clock);
    }

    void serve(RequestHead head, InputStream content, ResettableResponse response)
            throws IOException
    {
        RequestBody body = new RequestBody(content, head.header("expect").isPresent());
        String requestId = UUID.randomUUID().toString();
        response.header("x-amzn-RequestId", requestId);
        AwsProtocol protocol = guess(head);
        try (BodyBudget.Lease lease = bodies.lease()) {
            Optional<AwsService> service = route(head, protocol);
            if (service.isEmpty()) {
                servePresignedV2(head, requestId, body, response);
            }
            else {
                protocol = service.get().protocol();
                service.get().handle(verify(service.get(), head, requestId, body, lease), response);
            }
        }
        catch (AwsException e) {
            fail(e, protocol, head, requestId, body, response);
        }
        catch (RuntimeException e) {
            log.error(e, "Request %s failed", requestId);
            fail(protocol.internalError(), protocol, head, requestId, body, response);
        }
        // who closes with bytes unread resets the connection, and the client may lose the answer (RFC 9112, 9.6)
        body.drain(DRAIN_AFTER);
    }

    /**
     * The service that the request is signed for; none for a request with the older query signature of S3.
     */
    private Optional<AwsService> route(RequestHead head, AwsProtocol protocol)
    {
        SignatureErrors errors = protocol.signatureErrors();
        Optional<String> text = SignatureClaim.credentialText(head);
        if (text.isEmpty()) {
            if (head.header("authorization").isPresent()) {
                throw unsupportedAuthorization(protocol);
            }
            if (PresignedV2.isPresigned(head) && services.containsKey("s3")) {
                return Optional.empty();
            }
            throw errors.unsigned();
        }
        Optional<Credential> credential = Credential.parse(text.get());
        if (credential.isEmpty()) {
            // says what is wrong with it
            SignatureClaim.parse(head, errors);
            throw errors.malformed(Place.HEADER, "Credential is not well-formed");
        }
        AwsService service = services.get(credential.get().service());
        if (service == null) {
            throw errors.unknownService(credential.get().service(), services.keySet().stream().sorted().toList());
        }
        return Optional.of(service);
    }

    private AwsRequest verify(
            AwsService service,
            RequestHead head,
            String requestId,
            InputStream body,
            BodyBudget.Lease lease)
            throws IOException
    {
        SignatureErrors errors = service.protocol().signatureErrors();
        CheckedClaim checked = verifier.claim(head, errors);
        InputStream payload;
        if (service.protocol() == AwsProtocol.S3) {
            String hash = S3Payloads.hash(head, checked.claim());
            verifier.verify(head, checked, hash, true, errors);
            payload = S3Payloads.open(head, checked, hash, body);
        }
        else {
            byte[] bytes = lease.read(body, BODY_LIMIT, service.protocol());
            verifier.verify(head, checked, SigningSecret.sha256(bytes), false, errors);
            payload = new ByteArrayInputStream(bytes);
        }
        return new AwsRequest(requestId, checked.key()
                .principal(), head.method(), head.path(), head.query(), head.headers(), payload);
    }

    private void servePresignedV2(RequestHead head, String requestId, InputStream body, AwsResponse response)
            throws IOException
    {
        AwsRequest request = new AwsRequest(
                requestId,
                presignedV2.verify(head),
                head.method(),
                head.path(),
                head.query(),
                head.headers(),
                body);
        services.get("s3").handle(request, response);
    }

    /**
     * The protocol whose errors a client understands that did not sign well enough to tell its service.
     */
    private static AwsProtocol guess(RequestHead head)
    {
        if (head.header("x-amz-target").isPresent()
                || head.header("content-type").orElse("").startsWith("application/x-amz-json")) {
            return AwsProtocol.JSON;
        }
        if (head.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")
                || head.parameter("Action").isPresent()) {
            return AwsProtocol.QUERY;
        }
        return AwsProtocol.S3;
    }

    private static AwsException unsupportedAuthorization(AwsProtocol protocol)
    {
        if (protocol == AwsProtocol.S3) {
            return new AwsException(
                    400,
                    "InvalidRequest",
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }
        return protocol.signatureErrors().malformed(
                Place.HEADER,
                "Authorization header requires the algorithm " + SigningSecret.ALGORITHM);
    }

    private static void fail(
            AwsException error,
            AwsProtocol protocol,
            RequestHead head,
            String requestId,
            RequestBody body,
            ResettableResponse response)
            throws IOException
    {
        if (!response.reset()) {
            throw new IOException("The answer to request %s breaks off".formatted(requestId), error);
        }
        if (!body.drain(DRAIN_BEFORE)) {
            response.header("Connection", "close");
        }
        response.header("x-amzn-RequestId", requestId);
        if (protocol == AwsProtocol.S3) {
            response.header("x-amz-request-id", requestId);
        }
        protocol.write(error, requestId, head.path(), response);
    }
}
