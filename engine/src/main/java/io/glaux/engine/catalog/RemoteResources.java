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
import software.amazon.awssdk.services.glue.GlueClient;
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

import java.util.regex.Pattern;

import static io.glaux.engine.catalog.RemoteGlueCatalog.call;
import static java.util.Objects.requireNonNull;

record RemoteResources(GlueClient client)
        implements Resources
{
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    RemoteResources
    {
        requireNonNull(client, "client is null");
    }

    @Override
    public GetCatalogResponse getCatalog(Principal caller, GetCatalogRequest request)
    {
        if (!caller.account().equals(request.catalogId())) {
            return call(caller, request, client::getCatalog);
        }
        // its id is required there, and only the other Glue knows it
        return call(caller, GetCatalogsRequest.builder().includeRoot(true).build(), client::getCatalogs)
                .catalogList().stream()
                .filter(catalog -> ACCOUNT.matcher(catalog.catalogId()).matches())
                .findFirst()
                .map(root -> GetCatalogResponse.builder().catalog(root).build())
                .orElseThrow(() -> CatalogErrors.notFound("Catalog %s not found.".formatted(request.catalogId())));
    }

    @Override
    public GetCatalogsResponse listCatalogs(Principal caller, GetCatalogsRequest request)
    {
        return call(caller, request, client::getCatalogs);
    }

    @Override
    public GetCatalogImportStatusResponse importStatus(Principal caller, GetCatalogImportStatusRequest request)
    {
        return call(caller, request, client::getCatalogImportStatus);
    }

    @Override
    public GetUserDefinedFunctionResponse getFunction(Principal caller, GetUserDefinedFunctionRequest request)
    {
        return call(caller, request, client::getUserDefinedFunction);
    }

    @Override
    public GetUserDefinedFunctionsResponse listFunctions(Principal caller, GetUserDefinedFunctionsRequest request)
    {
        return call(caller, request, client::getUserDefinedFunctions);
    }

    @Override
    public GetConnectionResponse getConnection(Principal caller, GetConnectionRequest request)
    {
        return call(caller, request, client::getConnection);
    }

    @Override
    public GetConnectionsResponse listConnections(Principal caller, GetConnectionsRequest request)
    {
        return call(caller, request, client::getConnections);
    }

    @Override
    public GetResourcePolicyResponse getPolicy(Principal caller, GetResourcePolicyRequest request)
    {
        return call(caller, request, client::getResourcePolicy);
    }

    @Override
    public TagResourceResponse tag(Principal caller, TagResourceRequest request)
    {
        return call(caller, request, client::tagResource);
    }

    @Override
    public UntagResourceResponse untag(Principal caller, UntagResourceRequest request)
    {
        return call(caller, request, client::untagResource);
    }

    @Override
    public GetTagsResponse tags(Principal caller, GetTagsRequest request)
    {
        return call(caller, request, client::getTags);
    }
}
