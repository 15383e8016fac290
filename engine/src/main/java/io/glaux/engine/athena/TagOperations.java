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

import io.glaux.engine.identity.Principal;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.ResourceTags;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.athena.model.Tag;
import software.amazon.awssdk.services.athena.model.TagResourceRequest;
import software.amazon.awssdk.services.athena.model.TagResourceResponse;
import software.amazon.awssdk.services.athena.model.UntagResourceRequest;
import software.amazon.awssdk.services.athena.model.UntagResourceResponse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The tags of workgroups and data catalogs.
 */
final class TagOperations
{
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:athena:[^:]*:[^:]*:(workgroup|datacatalog)/(.+)");
    private static final String RESERVED = "aws:";
    private static final int ARN_LIMIT = 1011;
    private static final int KEY_LIMIT = 128;
    private static final int VALUE_LIMIT = 256;

    private final WorkgroupDirectory directory;
    private final FederatedCatalogOperations catalogs;

    TagOperations(WorkgroupDirectory directory, FederatedCatalogOperations catalogs)
    {
        this.directory = requireNonNull(directory, "directory is null");
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
    }

    TagResourceResponse tag(Principal caller, TagResourceRequest request)
    {
        RequestChecks checks = checkArn(request.resourceARN());
        check(checks, request.tags());
        checks.verify();
        Map<String, String> tags = read(request.tags());
        directory.tags().add(resource(caller, request.resourceARN(), Permission.MANAGE, "TagResource"), tags);
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(Principal caller, UntagResourceRequest request)
    {
        checkArn(request.resourceARN()).each("tagKeys", request.tagKeys(), 1, KEY_LIMIT).verify();
        directory.tags().remove(
                resource(caller, request.resourceARN(), Permission.MANAGE, "UntagResource"),
                request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    /**
     * A resource cannot have so many tags that they need a second page, for which the least size is 75.
     */
    ListTagsForResourceResponse list(Principal caller, ListTagsForResourceRequest request)
    {
        checkArn(request.resourceARN())
                .length("nextToken", request.nextToken(), 1, 1024)
                .range("maxResults", request.maxResults(), 75, Integer.MAX_VALUE)
                .verify();
        String resource = resource(caller, request.resourceARN(), Permission.SEE, "ListTagsForResource");
        return ListTagsForResourceResponse.builder()
                .tags(directory.tags().find(resource).entrySet().stream()
                        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                        .toList())
                .build();
    }

    /**
     * The limits of the service model, of each tag.
     */
    static void check(RequestChecks checks, List<Tag> tags)
    {
        for (int i = 0; i < tags.size(); i++) {
            String path = "tags.%s.member".formatted(i + 1);
            checks.name(path + ".key", tags.get(i).key(), KEY_LIMIT)
                    .length(path + ".value", tags.get(i).value(), 0, VALUE_LIMIT)
                    .text(path + ".value", tags.get(i).value());
        }
    }

    /**
     * The tags of a request by key, once {@link #check} has passed them.
     */
    static Map<String, String> read(List<Tag> tags)
    {
        Map<String, String> read = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.key() == null) {
                throw AthenaErrors.invalidInput("A tag has no key");
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
                throw AthenaErrors.invalidInput(
                        "Tag keys that begin with aws: are reserved: " + tag.key());
            }
            if (read.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw AthenaErrors.invalidInput("There are several tags with the key " + tag.key());
            }
        }
        if (read.size() > ResourceTags.RESOURCE_LIMIT) {
            throw AthenaErrors.invalidInput(
                    "A resource has at most %s tags, not %s".formatted(ResourceTags.RESOURCE_LIMIT, read.size()));
        }
        return read;
    }

    /**
     * What the tags hang on. Data catalogs are everyone's to tag, as everyone may make tables in them.
     */
    private String resource(Principal caller, String arn, Permission needed, String action)
    {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw AthenaErrors.invalidInput("Invalid ARN: " + arn);
        }
        boolean isWorkgroup = matcher.group(1).equals("workgroup");
        String name = matcher.group(2);
        boolean known = isWorkgroup
                ? directory.workgroups().find(name).isPresent()
                : DataCatalogOperations.isLake(name) || catalogs.exists(name);
        if (!known) {
            throw AthenaErrors.resourceNotFound("The resource is not found.", arn);
        }
        if (isWorkgroup) {
            directory.access().require(caller, name, needed, "athena:" + action);
        }
        return matcher.group(1) + "/" + (isWorkgroup ? name : name.toLowerCase(Locale.ROOT));
    }

    private static RequestChecks checkArn(String arn)
    {
        return new RequestChecks().length("resourceARN", arn, 1, ARN_LIMIT).text("resourceARN", arn);
    }
}
