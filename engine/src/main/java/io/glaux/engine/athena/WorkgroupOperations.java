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
import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.Workgroup;
import io.glaux.engine.workgroup.Workgroups;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsRequest;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsResponse;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Workgroups, engine versions, and what hangs on a workgroup.
 */
final class WorkgroupOperations
{
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
    static final EngineVersion ENGINE = EngineVersion.builder()
            .selectedEngineVersion("AUTO")
            .effectiveEngineVersion("Athena engine version 3")
            .build();

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:athena:[^:]*:[^:]*:(workgroup|datacatalog)/(.+)");
    private static final int TOKEN_LIMIT = 1024;
    private static final int PAGE = 50;

    private final Workgroups workgroups;

    WorkgroupOperations(Workgroups workgroups)
    {
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    /**
     * @param name null for {@code primary}
     */
    Workgroup require(String name)
    {
        return workgroups.find(requireNonNullElse(name, Workgroup.PRIMARY))
                .orElseThrow(() -> AthenaErrors.invalidInput("WorkGroup is not found."));
    }

    GetWorkGroupResponse get(Principal caller, GetWorkGroupRequest request)
    {
        new RequestChecks().pattern("workGroup", request.workGroup(), NAME).verify();
        Workgroup workgroup = require(request.workGroup());
        WorkGroupConfiguration given = workgroup.configuration();
        WorkGroupConfiguration configuration = given.toBuilder()
                .resultConfiguration(workgroup.resultConfiguration())
                .enforceWorkGroupConfiguration(workgroup.enforcesConfiguration())
                .publishCloudWatchMetricsEnabled(Boolean.TRUE.equals(given.publishCloudWatchMetricsEnabled()))
                .requesterPaysEnabled(Boolean.TRUE.equals(given.requesterPaysEnabled()))
                .enableMinimumEncryptionConfiguration(Boolean.TRUE.equals(given.enableMinimumEncryptionConfiguration()))
                .engineVersion(ENGINE)
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
        List<Workgroup> found = workgroups.list(NameToken.read(request.nextToken()), size + 1);
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

    /**
     * Nothing can be tagged yet, so a workgroup that is there has no tags.
     */
    ListTagsForResourceResponse tags(Principal caller, ListTagsForResourceRequest request)
    {
        new RequestChecks()
                .length("resourceARN", request.resourceARN(), 1, 1011)
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 75, Integer.MAX_VALUE)
                .verify();
        Matcher arn = ARN.matcher(request.resourceARN());
        if (!arn.matches()) {
            throw AthenaErrors.invalidInput("Invalid ARN: " + request.resourceARN());
        }
        boolean known = arn.group(1).equals("workgroup")
                ? workgroups.find(arn.group(2)).isPresent()
                : DataCatalogOperations.isLake(arn.group(2));
        if (!known) {
            throw AthenaErrors.resourceNotFound("The resource is not found.", request.resourceARN());
        }
        return ListTagsForResourceResponse.builder().tags(List.of()).build();
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
                .engineVersion(ENGINE)
                .build();
    }

    private static void addCategory(ObjectNode parent)
    {
        if (parent.path("EngineVersion") instanceof ObjectNode version) {
            version.put("Category", "Presto");
        }
    }
}
