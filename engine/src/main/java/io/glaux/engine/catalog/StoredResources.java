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

import io.glaux.engine.identity.Principal;
import io.glaux.engine.store.Store;
import software.amazon.awssdk.services.glue.model.CatalogImportStatus;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusResponse;
import software.amazon.awssdk.services.glue.model.GetCatalogRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogResponse;
import software.amazon.awssdk.services.glue.model.GetCatalogsRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogsResponse;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionResponse;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsResponse;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetTagsResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.TagResourceResponse;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceResponse;

import java.time.Instant;
import java.util.List;

import static java.util.Objects.requireNonNull;

final class StoredResources
        implements Resources
{
    private final Store store;
    private final CatalogTags tags;

    StoredResources(Store store, CatalogTags tags)
    {
        this.store = requireNonNull(store, "store is null");
        this.tags = requireNonNull(tags, "tags is null");
    }

    @Override
    public GetCatalogResponse getCatalog(Principal caller, GetCatalogRequest request)
    {
        return GetCatalogResponse.builder()
                .catalog(root(RequestRules.catalogId(caller, request.catalogId())))
                .build();
    }

    @Override
    public GetCatalogsResponse listCatalogs(Principal caller, GetCatalogsRequest request)
    {
        String catalog = RequestRules.catalogId(caller, request.parentCatalogId());
        boolean withRoot = Boolean.TRUE.equals(request.includeRoot());
        return GetCatalogsResponse.builder().catalogList(withRoot ? List.of(root(catalog)) : List.of()).build();
    }

    @Override
    public GetCatalogImportStatusResponse importStatus(Principal caller, GetCatalogImportStatusRequest request)
    {
        String catalog = RequestRules.catalogId(caller, request.catalogId());
        return GetCatalogImportStatusResponse.builder()
                .importStatus(CatalogImportStatus.builder()
                        .importCompleted(true)
                        .importTime(created(catalog))
                        .importedBy(caller.arn())
                        .build())
                .build();
    }

    @Override
    public GetUserDefinedFunctionResponse getFunction(Principal caller, GetUserDefinedFunctionRequest request)
    {
        DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), request.databaseName());
        store.jdbi().useHandle(handle -> StoredDatabases.require(handle, key));
        throw CatalogErrors.notFound("Function %s.%s not found.".formatted(key.name(), request.functionName()));
    }

    @Override
    public GetUserDefinedFunctionsResponse listFunctions(Principal caller, GetUserDefinedFunctionsRequest request)
    {
        RequestRules.catalogId(caller, request.catalogId());
        if (request.databaseName() != null) {
            DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), request.databaseName());
            store.jdbi().useHandle(handle -> StoredDatabases.require(handle, key));
        }
        return GetUserDefinedFunctionsResponse.builder().userDefinedFunctions(List.of()).build();
    }

    @Override
    public GetConnectionResponse getConnection(Principal caller, GetConnectionRequest request)
    {
        RequestRules.catalogId(caller, request.catalogId());
        throw CatalogErrors.notFound("Connection %s not found.".formatted(request.name()));
    }

    @Override
    public GetConnectionsResponse listConnections(Principal caller, GetConnectionsRequest request)
    {
        RequestRules.catalogId(caller, request.catalogId());
        return GetConnectionsResponse.builder().connectionList(List.of()).build();
    }

    @Override
    public GetResourcePolicyResponse getPolicy(Principal caller, GetResourcePolicyRequest request)
    {
        throw CatalogErrors.notFound("Policy not found");
    }

    @Override
    public TagResourceResponse tag(Principal caller, TagResourceRequest request)
    {
        store.inTransaction(transaction -> {
            tags.add(transaction, tags.require(transaction, request.resourceArn()), request.tagsToAdd());
            return true;
        });
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untag(Principal caller, UntagResourceRequest request)
    {
        store.inTransaction(transaction -> {
            tags.remove(transaction, tags.require(transaction, request.resourceArn()), request.tagsToRemove());
            return true;
        });
        return UntagResourceResponse.builder().build();
    }

    @Override
    public GetTagsResponse tags(Principal caller, GetTagsRequest request)
    {
        return GetTagsResponse.builder()
                .tags(store.jdbi().withHandle(handle -> tags.get(handle, tags.require(handle, request.resourceArn()))))
                .build();
    }

    private software.amazon.awssdk.services.glue.model.Catalog root(String catalogId)
    {
        return software.amazon.awssdk.services.glue.model.Catalog.builder()
                .catalogId(catalogId)
                .name(catalogId)
                .resourceArn(tags.catalogArn())
                .createTime(created(catalogId))
                .build();
    }

    private Instant created(String catalogId)
    {
        return store.jdbi().withHandle(handle ->
                handle.createQuery("SELECT created_at FROM catalogs WHERE catalog_id = :catalog")
                        .bind("catalog", catalogId)
                        .mapTo(long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli)
                        .orElseThrow(() -> CatalogErrors.notFound("Catalog %s not found.".formatted(catalogId))));
    }
}
