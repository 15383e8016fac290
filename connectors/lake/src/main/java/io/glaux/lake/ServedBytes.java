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

/**
 * Counts the body bytes of each response to GetObject, retried ones too: the AWS SDK calls it for each attempt, on the thread that
 * reads, since Trino's S3 file system uses the blocking client. Registered for every S3 client of this class loader by
 * {@code software/amazon/awssdk/services/s3/execution.interceptors}.
 */
public final class ServedBytes
        implements ExecutionInterceptor
{
    private static final ThreadLocal<ReadPermit> PERMIT = new ThreadLocal<>();

    /**
     * Counts what this thread is served for a permit, until the result is closed.
     */
    static Counting countFor(ReadPermit permit)
    {
        ReadPermit before = PERMIT.get();
        PERMIT.set(permit);
        return () -> {
            if (before == null) {
                PERMIT.remove();
            }
            else {
                PERMIT.set(before);
            }
        };
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes executionAttributes)
    {
        SdkHttpResponse response = context.httpResponse();
        if (!(context.request() instanceof GetObjectRequest) || !response.isSuccessful()) {
            return;
        }
        ReadPermit permit = PERMIT.get();
        if (permit == null) {
            throw new IllegalStateException("S3 answered a read that no permit covers");
        }
        permit.served(response.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElseThrow(() -> new IllegalStateException("S3 answered a read without Content-Length")));
    }

    interface Counting
            extends AutoCloseable
    {
        @Override
        void close();
    }
}
