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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.CatalogState;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.catalogs.FederatedCatalogs;
import io.glaux.engine.catalogs.SourceKind;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.WorkgroupDirectory;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Catalogs of other sources than the lake. Everyone sees which there are; their settings are for administrators, and
 * their secrets for nobody.
 */
public final class CatalogOperations
{
    private final FederatedCatalogs catalogs;
    private final WorkgroupDirectory directory;

    public CatalogOperations(FederatedCatalogs catalogs, WorkgroupDirectory directory)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    ObjectNode add(Principal caller, AdminInput input)
    {
        requireAdmin(caller, "add");
        String source = input.text("Source");
        SourceKind kind = SourceKind.of(source)
                .orElseThrow(() -> AdminService.invalid(
                        "Source is one of %s, not '%s'".formatted(SourceKind.all(), source)));
        catalogs.add(FederatedCatalog.of(
                input.text("Name"),
                kind,
                input.optionalText("Description"),
                CatalogSettings.of(input.texts("Settings"), input.texts("Secrets")),
                Origin.STORE));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode remove(Principal caller, AdminInput input)
    {
        requireAdmin(caller, "remove");
        String name = input.text("Name");
        catalogs.remove(name);
        // a later catalog of this name begins without them
        String resource = "datacatalog/" + FederatedCatalog.key(name);
        directory.tags().remove(resource, List.copyOf(directory.tags().find(resource).keySet()));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        boolean isAdmin = directory.access().isAdmin(caller);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("Catalogs");
        for (CatalogState state : catalogs.states()) {
            boolean isUnusedFile = state.source().equals(CatalogState.UNUSED_FILE);
            if (isUnusedFile && !isAdmin) {
                // its problem names a file of the server
                continue;
            }
            ObjectNode entry = list.addObject().put("Name", state.name()).put("Source", state.source());
            entry.put("Health", state.health());
            if (isAdmin) {
                state.address().ifPresent(address -> entry.put("Address", address));
                state.process().ifPresent(process -> entry.put("ProcessId", process));
            }
            Optional<FederatedCatalog> catalog = catalogs.find(state.name());
            if (isAdmin && catalog.isPresent() && !isUnusedFile) {
                describe(catalog.get(), entry);
            }
        }
        return answer;
    }

    private static void describe(FederatedCatalog catalog, ObjectNode entry)
    {
        catalog.description().ifPresent(description -> entry.put("Description", description));
        entry.put("Origin", catalog.origin().name());
        ObjectNode settings = entry.putObject("Settings");
        catalog.settings().open().forEach(settings::put);
        ArrayNode secrets = entry.putArray("SecretKeys");
        catalog.settings().secrets().keySet().forEach(secrets::add);
    }

    private void requireAdmin(Principal caller, String verb)
    {
        if (!directory.access().isAdmin(caller)) {
            throw new GlauxException(ErrorCode.ACCESS_DENIED, "Only admins may %s catalogs".formatted(verb));
        }
    }
}
