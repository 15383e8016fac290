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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.log.Logger;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.json.ModelJsonException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * A service that speaks AWS JSON 1.1: the operation is named by the header {@code X-Amz-Target}, request and answer are
 * model objects of the AWS SDK. Unknown operations, bodies that are not JSON or do not fit the model, and missing
 * members that the model requires are answered here, as AWS answers them.
 */
public final class JsonService
        implements AwsService
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Logger log = Logger.get(JsonService.class);

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
     *         {@link AwsException}, also a {@code GlauxException} with INVALID_INPUT for a member that the model wants
     */
    public static Builder builder(
            String signingName,
            String targetPrefix,
            Function<RuntimeException, AwsException> errors)
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
        Operation<?, ?> operation = request.header("x-amz-target")
                .filter(target -> target.startsWith(targetPrefix + "."))
                .map(target -> operations.get(target.substring(targetPrefix.length() + 1)))
                .orElseThrow(() -> new AwsException(400, "UnknownOperationException", null));
        SdkPojo answer;
        try {
            answer = operation.run(request, readBody(request));
        }
        catch (ModelJsonException e) {
            throw new AwsException(400, "SerializationException", e.getMessage());
        }
        catch (AwsException e) {
            throw e;
        }
        catch (RuntimeException e) {
            throw translate(e, request);
        }
        ObjectNode json = ModelJson.write(answer);
        operation.wire().accept(json);
        byte[] body = MAPPER.writeValueAsBytes(json);
        response.status(200);
        response.header("Content-Type", AwsProtocol.JSON_CONTENT_TYPE);
        response.header("Content-Length", Integer.toString(body.length));
        try (OutputStream out = response.body()) {
            out.write(body);
        }
    }

    private AwsException translate(RuntimeException failure, AwsRequest request)
    {
        AwsException error = errors.apply(failure);
        if (error.status() >= 500) {
            log.error(failure, "%s request %s failed", request.header("x-amz-target")
                    .orElse(signingName), request.requestId());
        }
        return error;
    }

    private static JsonNode readBody(AwsRequest request)
            throws IOException
    {
        byte[] body = request.body().readAllBytes();
        try {
            JsonNode json = MAPPER.readTree(body);
            // an empty body and JSON null are no structure
            if (json == null || json.isMissingNode()) {
                throw new AwsException(400, "SerializationException", null);
            }
            return json;
        }
        catch (JsonProcessingException e) {
            throw new AwsException(400, "SerializationException", null);
        }
    }

    private record Operation<I extends SdkPojo, O extends SdkPojo>(
            String name,
            Supplier<? extends SdkBuilder<?, I>> input,
            RequiredMembers required,
            Handler<I, O> handler,
            Consumer<ObjectNode> wire)
    {
        O run(AwsRequest request, JsonNode json)
        {
            I input = ModelJson.read(json, this.input.get());
            required.check(name, json);
            return handler.handle(request.principal(), input, request::header);
        }
    }

    /**
     * Answers an operation that headers say more about than AWS's model has.
     */
    @FunctionalInterface
    public interface Handler<I, O>
    {
        /**
         * @param headers values by name in lower case
         */
        O handle(Principal caller, I request, Function<String, Optional<String>> headers);
    }

    public static final class Builder
    {
        private final String signingName;
        private final String targetPrefix;
        private final Function<RuntimeException, AwsException> errors;
        private final RequiredMembers required;
        private final Map<String, Operation<?, ?>> operations = new HashMap<>();

        private Builder(String signingName, String targetPrefix, Function<RuntimeException, AwsException> errors)
        {
            this.signingName = requireNonNull(signingName, "signingName is null");
            this.targetPrefix = requireNonNull(targetPrefix, "targetPrefix is null");
            this.errors = requireNonNull(errors, "errors is null");
            this.required = RequiredMembers.of(signingName);
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
            return operation(name, input, handler, _ -> {});
        }

        /**
         * @param wire adds to the written answer what AWS sends although the service model does not have it
         */
        public <I extends SdkPojo, O extends SdkPojo> Builder operation(
                String name,
                Supplier<? extends SdkBuilder<?, I>> input,
                BiFunction<Principal, I, O> handler,
                Consumer<ObjectNode> wire)
        {
            Handler<I, O> withoutHeaders = (caller, request, _) -> handler.apply(caller, request);
            operations.put(name, new Operation<>(name, input, required, withoutHeaders, wire));
            return this;
        }

        public <I extends SdkPojo, O extends SdkPojo> Builder operationWithHeaders(
                String name,
                Supplier<? extends SdkBuilder<?, I>> input,
                Handler<I, O> handler)
        {
            operations.put(name, new Operation<>(name, input, required, handler, _ -> {}));
            return this;
        }

        public JsonService build()
        {
            return new JsonService(this);
        }
    }
}
