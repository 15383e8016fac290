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

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Answers with the payload that it got.
 */
final class EchoService
        implements AwsService
{
    private final String signingName;
    private final AwsProtocol protocol;

    EchoService(String signingName, AwsProtocol protocol)
    {
        this.signingName = requireNonNull(signingName, "signingName is null");
        this.protocol = requireNonNull(protocol, "protocol is null");
    }

    @Override
    public String signingName()
    {
        return signingName;
    }

    @Override
    public AwsProtocol protocol()
    {
        return protocol;
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        byte[] body = request.body().readAllBytes();
        response.status(200);
        response.header("x-echo-user", request.principal().user());
        response.header("x-echo-path", request.path());
        trailer(request).ifPresent(trailer -> response.header("x-echo-trailer", trailer));
        try (OutputStream out = response.body()) {
            out.write(body);
        }
    }

    private static Optional<String> trailer(AwsRequest request)
    {
        return request.body() instanceof ChunkedPayload payload
                ? payload.checksumName().map(name -> name + "=" + payload.trailers().get(name))
                : Optional.empty();
    }
}
