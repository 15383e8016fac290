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
package io.glaux.engine.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.log.Logger;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Routes the operations of the service {@code glaux}, in AWS JSON 1.1.
 */
public final class AdminService
        implements AwsService
{
    private static final String TARGET_PREFIX = "Glaux.";
    private static final int LARGEST_BODY = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Logger log = Logger.get(AdminService.class);

    private final Map<String, BiFunction<Principal, AdminInput, ObjectNode>> operations = new HashMap<>();

    public AdminService(
            UserOperations users,
            UsageOperations usage,
            GrantOperations grants,
            LimitOperations limits,
            QuotaOperations quotas,
            PriceOperations prices,
            CatalogOperations catalogs)
    {
        operations.put("AddUser", users::add);
        operations.put("UpdateUser", users::update);
        operations.put("ListUsers", users::list);
        operations.put("RemoveUser", users::remove);
        operations.put("CreateAccessKey", users::createKey);
        operations.put("DeleteAccessKey", users::deleteKey);
        operations.put("GrantWorkGroup", grants::grant);
        operations.put("RevokeWorkGroup", grants::revoke);
        operations.put("ListWorkGroupGrants", grants::list);
        operations.put("GetQueryUsage", usage::get);
        operations.put("SetWorkGroupLimits", limits::set);
        operations.put("GetWorkGroupLimits", limits::get);
        operations.put("ListWaitingQueries", limits::listWaiting);
        operations.put("SetQuota", quotas::set);
        operations.put("ListQuotas", quotas::list);
        operations.put("RemoveQuota", quotas::remove);
        operations.put("ListUsage", usage::list);
        operations.put("VerifyUsage", usage::verify);
        operations.put("SetPrice", prices::set);
        operations.put("ListPrices", prices::list);
        operations.put("AddCatalog", catalogs::add);
        operations.put("ListCatalogs", catalogs::list);
        operations.put("RemoveCatalog", catalogs::remove);
    }

    @Override
    public String signingName()
    {
        return "glaux";
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        BiFunction<Principal, AdminInput, ObjectNode> operation = request.header("x-amz-target")
                .filter(target -> target.startsWith(TARGET_PREFIX))
                .map(target -> operations.get(target.substring(TARGET_PREFIX.length())))
                .orElseThrow(() -> new AwsException(400, "UnknownOperationException", null));
        ObjectNode answer;
        try {
            answer = operation.apply(request.principal(), read(request));
        }
        catch (GlauxException e) {
            throw error(e, request);
        }
        byte[] body = MAPPER.writeValueAsBytes(answer);
        response.status(200);
        response.header("Content-Type", "application/x-amz-json-1.1");
        response.header("Content-Length", Integer.toString(body.length));
        try (OutputStream out = response.body()) {
            out.write(body);
        }
    }

    private static AdminInput read(AwsRequest request)
            throws IOException
    {
        byte[] body = request.body().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new AwsException(
                    400,
                    "SerializationException",
                    "The body is larger than %s bytes".formatted(LARGEST_BODY));
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            if (!(json instanceof ObjectNode members)) {
                throw new AwsException(400, "SerializationException", "The body is no JSON object");
            }
            return new AdminInput(members);
        }
        catch (JsonProcessingException e) {
            throw new AwsException(400, "SerializationException", "The body is no JSON");
        }
    }

    private static AwsException error(GlauxException failure, AwsRequest request)
    {
        return switch (failure.code()) {
            case ACCESS_DENIED -> new AwsException(400, "AccessDeniedException", failure.getMessage());
            case NOT_FOUND -> new AwsException(400, "ResourceNotFoundException", failure.getMessage());
            case ALREADY_EXISTS -> new AwsException(400, "AlreadyExistsException", failure.getMessage());
            case CATALOG_ERROR -> new AwsException(400, "SourceException", failure.getMessage());
            case INVALID_INPUT -> new AwsException(400, "InvalidRequestException", failure.getMessage());
            default -> {
                log.error(failure, "%s request %s failed", request.header("x-amz-target")
                        .orElse("glaux"), request.requestId());
                yield new AwsException(
                        500,
                        "InternalServerException",
                        "Request %s failed: see the server's log".formatted(request.requestId()));
            }
        };
    }

    static GlauxException invalid(String message)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, message);
    }
}
