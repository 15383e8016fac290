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
package io.glaux.engine.glue;

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Lets a client of the AWS SDK call a service in this process: the SDK marshals and unmarshals as on the wire, without a server.
 */
final class ServiceHttpClient
        implements SdkHttpClient
{
    private final AwsService service;
    private final Principal principal;

    ServiceHttpClient(AwsService service, Principal principal)
    {
        this.service = requireNonNull(service, "service is null");
        this.principal = requireNonNull(principal, "principal is null");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request)
    {
        return new ExecutableHttpRequest()
        {
            @Override
            public HttpExecuteResponse call()
                    throws IOException
            {
                return answer(request);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {}

    private HttpExecuteResponse answer(HttpExecuteRequest request)
            throws IOException
    {
        TreeMap<String, List<String>> headers = new TreeMap<>();
        request.httpRequest().headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        InputStream body = request.contentStreamProvider().isPresent()
                ? request.contentStreamProvider().get().newStream()
                : InputStream.nullInputStream();
        Answer answer = new Answer();
        try {
            service.handle(new AwsRequest("request-1", principal, "POST", "/", "", headers, body), answer);
        }
        catch (AwsException e) {
            answer.status(e.status());
            String message = e.getMessage() == null ? "" : e.getMessage().replace("\\", "\\\\").replace("\"", "\\\"");
            answer.body.reset();
            answer.body.writeBytes("{\"__type\":\"%s\",\"Message\":\"%s\"}".formatted(e.type(), message).getBytes(UTF_8));
        }
        return HttpExecuteResponse.builder()
                .response(answer.response.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body.toByteArray())))
                .build();
    }

    private static final class Answer
            implements AwsResponse
    {
        private final SdkHttpResponse.Builder response = SdkHttpFullResponse.builder();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        @Override
        public void status(int status)
        {
            response.statusCode(status);
        }

        @Override
        public void header(String name, String value)
        {
            response.putHeader(name, value);
        }

        @Override
        public OutputStream body()
        {
            return body;
        }
    }
}
