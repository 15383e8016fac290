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
package io.glaux.lake;

import io.glaux.metering.ReadPermit;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts the bodies of GetObject's responses. The S3 client finds this class by its name in
 * {@code software/amazon/awssdk/services/s3/execution.interceptors} on the class path, since Trino gives no other way
 * to it, and calls it for each attempt: {@code AfterTransmissionExecutionInterceptorsStage} is inside
 * {@code RetryableStage}.
 */
public final class ServedBytesInterceptor
        implements ExecutionInterceptor
{
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context,
            ExecutionAttributes attributes)
    {
        Optional<InputStream> body = context.responseBody();
        Optional<ReadPermit> permit = ServedBytes.current();
        // the body of an error is no part of an object
        if (body.isEmpty() || permit.isEmpty() || !(context.request() instanceof GetObjectRequest)
                || !context.httpResponse().isSuccessful()) {
            return body;
        }
        return Optional.of(new CountedBody(body.get(), contentLength(context.httpResponse()), permit.get()));
    }

    private static OptionalLong contentLength(SdkHttpResponse response)
    {
        return response.firstMatchingHeader("Content-Length").stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
