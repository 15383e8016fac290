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

import io.glaux.engine.athena.CatalogParameters.Source;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.catalogs.CatalogReference;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.catalogs.FederatedCatalogs;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.DataCatalogStatus;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Data catalogs of other sources than the lake: made, changed and deleted by administrators while the server runs.
 */
final class FederatedCatalogOperations
{
    private static final int NAME_LIMIT = 256;
    private static final int KEY_LIMIT = 255;
    private static final int VALUE_LIMIT = 51_200;
    private static final List<String> TYPES =
            DataCatalogType.knownValues().stream().map(DataCatalogType::toString).sorted().toList();

    private final FederatedCatalogs catalogs;
    private final WorkgroupDirectory directory;

    FederatedCatalogOperations(FederatedCatalogs catalogs, WorkgroupDirectory directory)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    CreateDataCatalogResponse create(Principal caller, CreateDataCatalogRequest request)
    {
        RequestChecks checks = check(request.name(), request.typeAsString(), request.description());
        check(checks, request.parameters());
        TagOperations.check(checks, request.tags());
        checks.verify();
        Map<String, String> tags = TagOperations.read(request.tags());
        requireAdmin(caller, request.name(), "CreateDataCatalog");
        if (DataCatalogOperations.isLake(request.name())) {
            throw AthenaErrors.invalidInput("DataCatalog %s is always there".formatted(DataCatalogOperations.LAKE));
        }
        Source source = source(request.type(), request.parameters());
        FederatedCatalog catalog = FederatedCatalog.of(
                request.name(), source.kind(), text(request.description()), source.settings(), Origin.STORE);
        connecting(() -> catalogs.add(catalog));
        directory.tags().add(resource(catalog.name()), tags);
        return CreateDataCatalogResponse.builder().dataCatalog(describe(catalog)).build();
    }

    /**
     * Parameters take the place of all that there were, secrets too; without any, the catalog keeps its own.
     */
    UpdateDataCatalogResponse update(Principal caller, UpdateDataCatalogRequest request)
    {
        RequestChecks checks = check(request.name(), request.typeAsString(), request.description());
        check(checks, request.parameters());
        checks.verify();
        requireAdmin(caller, request.name(), "UpdateDataCatalog");
        FederatedCatalog before = require(request.name());
        Source source = request.hasParameters() && !request.parameters().isEmpty()
                ? source(request.type(), request.parameters())
                : new Source(before.source(), before.settings());
        FederatedCatalog catalog = FederatedCatalog.of(
                before.name(),
                source.kind(),
                request.description() == null ? before.description() : text(request.description()),
                source.settings(),
                Origin.STORE);
        connecting(() -> catalogs.update(catalog));
        return UpdateDataCatalogResponse.builder().build();
    }

    DeleteDataCatalogResponse delete(Principal caller, DeleteDataCatalogRequest request)
    {
        new RequestChecks().name("name", request.name(), NAME_LIMIT).verify();
        requireAdmin(caller, request.name(), "DeleteDataCatalog");
        if (DataCatalogOperations.isLake(request.name())) {
            throw AthenaErrors.invalidInput("DataCatalog %s cannot be deleted".formatted(DataCatalogOperations.LAKE));
        }
        FederatedCatalog catalog = require(request.name());
        catalogs.remove(catalog.name());
        String resource = resource(catalog.name());
        directory.tags().remove(resource, List.copyOf(directory.tags().find(resource).keySet()));
        DataCatalog deleted = describe(catalog).toBuilder().status(DataCatalogStatus.DELETE_COMPLETE).build();
        return DeleteDataCatalogResponse.builder().dataCatalog(deleted).build();
    }

    boolean exists(String name)
    {
        return catalogs.find(name).isPresent();
    }

    /**
     * The last part of the ARN, under which tags are kept.
     */
    static String resource(String name)
    {
        return "datacatalog/" + FederatedCatalog.key(name);
    }

    /**
     * @param name also {@code lambda:NAME}
     */
    FederatedCatalog require(String name)
    {
        return catalogs.find(CatalogReference.name(name)).orElseThrow(() -> AthenaErrors.invalidRequest(
                AthenaErrors.DATACATALOG_NOT_FOUND,
                "DataCatalog %s was not found".formatted(name)));
    }

    /**
     * Those after a name in lower case, in the order of their names.
     */
    List<FederatedCatalog> after(String key, int limit)
    {
        return catalogs.list().stream()
                .filter(catalog -> catalog.key().compareTo(key) > 0)
                .limit(limit)
                .toList();
    }

    static DataCatalogSummary summary(FederatedCatalog catalog)
    {
        return DataCatalogSummary.builder()
                .catalogName(catalog.name())
                .type(type(catalog))
                .status(DataCatalogStatus.CREATE_COMPLETE)
                .connectionType(catalog.source().isLocal() ? catalog.source().name() : null)
                .build();
    }

    /**
     * For others than administrators it has no parameters, which tell where a source is and who enters it.
     */
    DataCatalog describe(Principal caller, FederatedCatalog catalog)
    {
        DataCatalog whole = describe(catalog);
        return directory.access().isAdmin(caller) ? whole : whole.toBuilder().parameters(null).build();
    }

    private static DataCatalog describe(FederatedCatalog catalog)
    {
        return DataCatalog.builder()
                .name(catalog.name())
                .description(catalog.description().orElse(null))
                .type(type(catalog))
                .parameters(CatalogParameters.of(catalog))
                .status(DataCatalogStatus.CREATE_COMPLETE)
                .connectionType(catalog.source().isLocal() ? catalog.source().name() : null)
                .build();
    }

    private static DataCatalogType type(FederatedCatalog catalog)
    {
        return catalog.source().isLocal() ? DataCatalogType.FEDERATED : DataCatalogType.LAMBDA;
    }

    private static Source source(DataCatalogType type, Map<String, String> parameters)
    {
        return switch (type) {
            case LAMBDA -> CatalogParameters.ofLambda(parameters);
            case FEDERATED -> CatalogParameters.ofFederated(parameters);
            case GLUE -> throw AthenaErrors.invalidInput(
                    ("This instance has one catalog of type GLUE, %s. The keys catalog.glue.* of the configuration "
                            + "show another Glue in its place").formatted(DataCatalogOperations.LAKE));
            case HIVE -> throw AthenaErrors.invalidInput(
                    "Catalogs of type HIVE are not supported: keep the tables in %s".formatted(
                            DataCatalogOperations.LAKE));
            case UNKNOWN_TO_SDK_VERSION -> throw AthenaErrors.invalidInput("The type of the catalog is not known");
        };
    }

    /**
     * A source that does not answer makes the request wrong: the operations have no other error for it.
     */
    private static void connecting(Runnable change)
    {
        try {
            change.run();
        }
        catch (GlauxException e) {
            throw e.code() == ErrorCode.CATALOG_ERROR ? refused(e) : e;
        }
    }

    private static AwsException refused(GlauxException failure)
    {
        return AthenaErrors.invalidInput(failure.getMessage());
    }

    private void requireAdmin(Principal caller, String name, String action)
    {
        directory.access().requireAdminOn(caller, "datacatalog/" + name, "athena:" + action);
    }

    private static Optional<String> text(String text)
    {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    private static RequestChecks check(String name, String type, String description)
    {
        return new RequestChecks()
                .name("name", name, NAME_LIMIT)
                .oneOf("type", type, TYPES)
                .description(description, 1);
    }

    private static void check(RequestChecks checks, Map<String, String> parameters)
    {
        parameters.forEach((key, value) -> checks
                .length("parameters", key, 1, KEY_LIMIT)
                .length("parameters." + key, value, 0, VALUE_LIMIT)
                .text("parameters." + key, value));
    }
}
