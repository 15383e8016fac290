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
package io.glaux.engine.catalog;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

import java.util.Set;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Another Glue as the catalog: every request is passed on with this instance's credentials, and the answer comes
 * back as it is.
 */
public final class RemoteGlueCatalog
        implements Catalog, AutoCloseable
{
    private static final Set<String> CATALOG_IDS = Set.of("CatalogId", "ParentCatalogId");

    private final GlueClient client;

    public RemoteGlueCatalog(GlueClient client)
    {
        this.client = requireNonNull(client, "client is null");
    }

    /**
     * Connects on the first request, not here.
     */
    public static RemoteGlueCatalog of(RemoteGlueConfig config)
    {
        GlueClientBuilder builder = GlueClient.builder();
        config.endpoint().ifPresent(builder::endpointOverride);
        config.region().ifPresent(region -> builder.region(Region.of(region)));
        config.accessKey().ifPresent(accessKey -> builder.credentialsProvider(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(accessKey, config.secretKey().orElseThrow()))));
        return new RemoteGlueCatalog(builder.build());
    }

    @Override
    public Databases databases()
    {
        return new RemoteDatabases(client);
    }

    @Override
    public Tables tables()
    {
        return new RemoteTables(client);
    }

    @Override
    public Partitions partitions()
    {
        return new RemotePartitions(client);
    }

    @Override
    public Statistics statistics()
    {
        return new RemoteStatistics(client);
    }

    @Override
    public Resources resources()
    {
        return new RemoteResources(client);
    }

    @Override
    public void close()
    {
        client.close();
    }

    /**
     * Calls the other Glue. Its failures become ours, with its message; the original stays as the cause, since it may
     * be one for which we have no code.
     */
    static <Q extends GlueRequest, A> A call(Principal caller, Q request, Function<Q, A> operation)
    {
        try {
            return operation.apply(withoutOwnAccount(caller, request));
        }
        catch (GlueException e) {
            throw new GlauxException(codeOf(e), messageOf(e), e);
        }
        catch (SdkClientException e) {
            throw new GlauxException(
                    ErrorCode.CATALOG_ERROR,
                    "The Glue at catalog.glue.endpoint does not answer: %s".formatted(e.getMessage()),
                    e);
        }
    }

    /**
     * A client that names the catalog of its own account means this catalog, and the other Glue may be of another
     * account: the name is left out, and Glue takes that of who asks.
     */
    @SuppressWarnings("unchecked") // a request's builder builds a request of the same class
    private static <Q extends GlueRequest> Q withoutOwnAccount(Principal caller, Q request)
    {
        for (SdkField<?> field : request.sdkFields()) {
            if (CATALOG_IDS.contains(field.locationName())
                    && caller.account().equals(field.getValueOrDefault(request))) {
                GlueRequest.Builder builder = request.toBuilder();
                field.set(builder, null);
                return (Q) builder.build();
            }
        }
        return request;
    }

    private static ErrorCode codeOf(GlueException failure)
    {
        return switch (failure) {
            case EntityNotFoundException _ -> ErrorCode.NOT_FOUND;
            case AlreadyExistsException _ -> ErrorCode.ALREADY_EXISTS;
            case InvalidInputException _ -> ErrorCode.INVALID_INPUT;
            case ConcurrentModificationException _ -> ErrorCode.CONCURRENT_MODIFICATION;
            case AccessDeniedException _ -> ErrorCode.ACCESS_DENIED;
            case ResourceNumberLimitExceededException _ -> ErrorCode.RESOURCE_LIMIT;
            default -> ErrorCode.CATALOG_ERROR;
        };
    }

    private static String messageOf(GlueException failure)
    {
        String message = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorMessage();
        return message == null ? String.valueOf(failure.getMessage()) : message;
    }
}
