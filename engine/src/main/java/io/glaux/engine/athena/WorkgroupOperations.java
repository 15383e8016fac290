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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.aws.AwsException;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsRequest;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsResponse;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Workgroups and engine versions.
 */
final class WorkgroupOperations
{
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    static final EngineVersion ENGINE = EngineVersion.builder()
            .selectedEngineVersion("AUTO")
            .effectiveEngineVersion("Athena engine version 3")
            .build();

    private static final int TOKEN_LIMIT = 1024;
    private static final int PAGE = 50;
    private static final List<String> STATES =
            WorkGroupState.knownValues().stream().map(WorkGroupState::toString).sorted().toList();

    private final WorkgroupDirectory directory;

    WorkgroupOperations(WorkgroupDirectory directory)
    {
        this.directory = requireNonNull(directory, "directory is null");
    }

    /**
     * The workgroup that a request means, if its user may do this with it.
     *
     * @param name null for the user's default
     * @param action the operation
     */
    Workgroup require(Principal caller, String name, Permission needed, String action)
    {
        String meant = directory.access().nameFor(caller, Optional.ofNullable(name));
        Workgroup workgroup = directory.workgroups().find(meant).orElseThrow(WorkgroupOperations::notFound);
        directory.access().require(caller, meant, needed, "athena:" + action);
        return workgroup;
    }

    /**
     * Why a user may not do this with the workgroup of something that is kept; empty if they may.
     */
    Optional<GlauxException> refusal(Principal caller, String workgroup, Permission needed, String action)
    {
        return directory.access().refusal(caller, workgroup, needed, "athena:" + action);
    }

    boolean exists(String workgroup)
    {
        return directory.workgroups().find(workgroup).isPresent();
    }

    /**
     * Where and how the result of a query is kept.
     */
    ResultConfiguration results(Workgroup workgroup, ResultConfiguration sent)
    {
        return ResultSettings.effective(workgroup, sent, directory.managedResults());
    }

    CreateWorkGroupResponse create(Principal caller, CreateWorkGroupRequest request)
    {
        RequestChecks checks = new RequestChecks()
                .pattern("name", request.name(), NAME)
                .description(request.description(), 0);
        Optional<WorkGroupConfiguration> sent = Optional.ofNullable(request.configuration());
        sent.ifPresent(configuration -> WorkgroupSettings.check(checks, configuration));
        TagOperations.check(checks, request.tags());
        checks.verify();
        Map<String, String> tags = TagOperations.read(request.tags());
        directory.access().requireCreate(caller, request.name());
        if (request.name().equals(Workgroup.PRIMARY)) {
            throw AthenaErrors.invalidInput("primary workGroup could not be created");
        }
        WorkGroupConfiguration configuration = sent.orElseGet(() -> WorkGroupConfiguration.builder().build());
        WorkgroupSettings.verify(configuration, directory.managedResults());
        directory.workgroups().create(
                request.name(),
                description(request.description()),
                configuration,
                tags);
        return CreateWorkGroupResponse.builder().build();
    }

    UpdateWorkGroupResponse update(Principal caller, UpdateWorkGroupRequest request)
    {
        RequestChecks checks = new RequestChecks()
                .pattern("workGroup", request.workGroup(), NAME)
                .description(request.description(), 0)
                .oneOf("state", request.stateAsString(), STATES);
        Optional<WorkGroupConfigurationUpdates> updates = Optional.ofNullable(request.configurationUpdates());
        updates.ifPresent(sent -> WorkgroupSettings.check(checks, sent));
        checks.verify();
        require(caller, request.workGroup(), Permission.MANAGE, "UpdateWorkGroup");
        boolean found = directory.workgroups().update(request.workGroup(), current -> {
            WorkGroupConfiguration configuration = updates
                    .map(sent -> WorkgroupSettings.apply(current.configuration(), sent))
                    .orElse(current.configuration());
            if (updates.isPresent()) {
                WorkgroupSettings.verify(configuration, directory.managedResults());
            }
            return new Workgroup(
                    current.name(),
                    requireNonNullElse(request.state(), current.state()),
                    request.description() == null ? current.description() : description(request.description()),
                    configuration,
                    current.createdAt());
        });
        if (!found) {
            throw notFound();
        }
        return UpdateWorkGroupResponse.builder().build();
    }

    DeleteWorkGroupResponse delete(Principal caller, DeleteWorkGroupRequest request)
    {
        new RequestChecks().pattern("workGroup", request.workGroup(), NAME).verify();
        require(caller, request.workGroup(), Permission.MANAGE, "DeleteWorkGroup");
        if (!directory.workgroups().delete(
                request.workGroup(),
                Boolean.TRUE.equals(request.recursiveDeleteOption()))) {
            throw notFound();
        }
        return DeleteWorkGroupResponse.builder().build();
    }

    GetWorkGroupResponse get(Principal caller, GetWorkGroupRequest request)
    {
        new RequestChecks().pattern("workGroup", request.workGroup(), NAME).verify();
        Workgroup workgroup = require(caller, request.workGroup(), Permission.SEE, "GetWorkGroup");
        WorkGroupConfiguration given = workgroup.configuration();
        WorkGroupConfiguration configuration = given.toBuilder()
                .resultConfiguration(workgroup.resultConfiguration())
                .enforceWorkGroupConfiguration(workgroup.enforcesConfiguration())
                .publishCloudWatchMetricsEnabled(workgroup.publishesMetrics())
                .requesterPaysEnabled(workgroup.requesterPays())
                .enableMinimumEncryptionConfiguration(Boolean.TRUE.equals(given.enableMinimumEncryptionConfiguration()))
                .engineVersion(engine(workgroup))
                .build();
        return GetWorkGroupResponse.builder()
                .workGroup(WorkGroup.builder()
                        .name(workgroup.name())
                        .state(workgroup.state())
                        .description(workgroup.description().orElse(null))
                        .creationTime(workgroup.createdAt())
                        .configuration(configuration)
                        .build())
                .build();
    }

    /**
     * Members that Athena sends and its service model does not have.
     */
    static void addWireMembers(ObjectNode answer)
    {
        if (answer.path("WorkGroup").path("Configuration") instanceof ObjectNode configuration) {
            configuration.put("QuerySchedulingType", "DEFAULT");
            addCategory(configuration);
        }
        answer.path("WorkGroups").forEach(summary -> addCategory((ObjectNode) summary));
    }

    ListWorkGroupsResponse list(Principal caller, ListWorkGroupsRequest request)
    {
        checkPage(request.nextToken(), request.maxResults(), 1).verify();
        int size = requireNonNullElse(request.maxResults(), PAGE);
        List<Workgroup> found =
                directory.access().visible(caller, NameToken.read(request.nextToken()), size + 1);
        List<Workgroup> page = found.size() > size ? found.subList(0, size) : found;
        return ListWorkGroupsResponse.builder()
                .workGroups(page.stream().map(WorkgroupOperations::summary).toList())
                .nextToken(found.size() > size ? NameToken.write(page.getLast().name()) : null)
                .build();
    }

    ListEngineVersionsResponse engineVersions(Principal caller, ListEngineVersionsRequest request)
    {
        new RequestChecks()
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 1, 10)
                .verify();
        EngineVersion named = ENGINE.toBuilder().selectedEngineVersion(ENGINE.effectiveEngineVersion()).build();
        return ListEngineVersionsResponse.builder().engineVersions(ENGINE, named).build();
    }

    static RequestChecks checkPage(String token, Integer maxResults, int smallest)
    {
        return new RequestChecks()
                .length("nextToken", token, 1, TOKEN_LIMIT)
                .range("maxResults", maxResults, smallest, PAGE);
    }

    private static WorkGroupSummary summary(Workgroup workgroup)
    {
        return WorkGroupSummary.builder()
                .name(workgroup.name())
                .state(workgroup.state())
                .description(workgroup.description().orElse(""))
                .creationTime(workgroup.createdAt())
                .engineVersion(engine(workgroup))
                .build();
    }

    private static EngineVersion engine(Workgroup workgroup)
    {
        EngineVersion selected = workgroup.configuration().engineVersion();
        return selected == null || selected.selectedEngineVersion() == null
                ? ENGINE
                : ENGINE.toBuilder().selectedEngineVersion(selected.selectedEngineVersion()).build();
    }

    private static Optional<String> description(String text)
    {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    private static AwsException notFound()
    {
        return AthenaErrors.invalidInput("WorkGroup is not found.");
    }

    private static void addCategory(ObjectNode parent)
    {
        if (parent.path("EngineVersion") instanceof ObjectNode version) {
            version.put("Category", "Presto");
        }
    }
}
