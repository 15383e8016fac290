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

import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * A service that speaks AWS JSON 1.1: the operation is named by the header {@code X-Amz-Target}, request and answer are model
 * objects of the AWS SDK. Unknown operations, bodies that are not JSON or do not fit the model, and missing members that the
 * model requires are answered here, as AWS answers them.
 */
public final class JsonService
        implements AwsService
{
    private final String signingName;
    private final String targetPrefix;
    private final Map<String, Operation<?, ?>> operations;
    private final Function<RuntimeException, AwsException> errors;

    private JsonService(Builder builder)
    {
        this.signingName = builder.signingName;
        this.targetPrefix = builder.targetPrefix;
        this.operations = Map.copyOf(builder.operations);
        this.errors = builder.errors;
    }

    /**
     * @param signingName for instance {@code athena}
     * @param targetPrefix what stands before the dot in X-Amz-Target, for instance {@code AmazonAthena}
     * @param errors the service's own table from failures to errors of its model; gets every exception that is not an
     *         {@link AwsException}
     */
    public static Builder builder(String signingName, String targetPrefix, Function<RuntimeException, AwsException> errors)
    {
        return new Builder(signingName, targetPrefix, errors);
    }

    @Override
    public String signingName()
    {
        return signingName;
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        throw new UnsupportedOperationException("%s %s %s".formatted(targetPrefix, operations, errors));
    }

    private record Operation<I, O extends SdkPojo>(Supplier<? extends SdkBuilder<?, I>> input, BiFunction<Principal, I, O> handler) {}

    public static final class Builder
    {
        private final String signingName;
        private final String targetPrefix;
        private final Function<RuntimeException, AwsException> errors;
        private final Map<String, Operation<?, ?>> operations = new HashMap<>();

        private Builder(String signingName, String targetPrefix, Function<RuntimeException, AwsException> errors)
        {
            this.signingName = requireNonNull(signingName, "signingName is null");
            this.targetPrefix = requireNonNull(targetPrefix, "targetPrefix is null");
            this.errors = requireNonNull(errors, "errors is null");
        }

        /**
         * @param name as in the service model, for instance {@code GetQueryExecution}
         * @param input makes an empty request, for instance {@code GetQueryExecutionRequest::builder}
         */
        public <I extends SdkPojo, O extends SdkPojo> Builder operation(
                String name,
                Supplier<? extends SdkBuilder<?, I>> input,
                BiFunction<Principal, I, O> handler)
        {
            operations.put(name, new Operation<>(input, handler));
            return this;
        }

        public JsonService build()
        {
            return new JsonService(this);
        }
    }
}
