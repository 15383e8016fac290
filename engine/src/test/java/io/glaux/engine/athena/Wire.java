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
package io.glaux.engine.athena;

import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What goes over the wire of an SDK's client: takes the place of a request's body before it is signed, and keeps the
 * answer.
 */
final class Wire
        implements ExecutionInterceptor
{
    private Optional<String> nextBody = Optional.empty();
    private String answer = "";

    void sendInstead(String body)
    {
        nextBody = Optional.of(body);
    }

    String answer()
    {
        return answer;
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes)
    {
        return nextBody.map(RequestBody::fromString).or(context::requestBody);
    }

    @Override
    public Optional<AsyncRequestBody> modifyAsyncHttpContent(
            Context.ModifyHttpRequest context,
            ExecutionAttributes attributes)
    {
        return context.asyncRequestBody();
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes)
    {
        if (nextBody.isEmpty()) {
            return context.httpRequest();
        }
        String length = Integer.toString(nextBody.get().getBytes(UTF_8).length);
        return context.httpRequest().toBuilder().putHeader("Content-Length", length).build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context,
            ExecutionAttributes attributes)
    {
        nextBody = Optional.empty();
        try {
            byte[] body = context.responseBody().orElseThrow().readAllBytes();
            answer = new String(body, UTF_8);
            return Optional.of(new ByteArrayInputStream(body));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
