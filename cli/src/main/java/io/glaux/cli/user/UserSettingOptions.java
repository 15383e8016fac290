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
package io.glaux.cli.user;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of a user beside their name.
 */
final class UserSettingOptions
{
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--group",
            paramLabel = "GROUP",
            description = "A group of the user, for grants on workgroups; may be repeated. An empty one: none.")
    private List<String> groups;

    @Option(names = "--workgroup",
            paramLabel = "W",
            description = "Workgroup of the user's queries that name none. An empty one: primary.")
    private String workgroup;

    @Option(names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag of the user, for usage and quotas by tag; may be repeated. An empty one: none.")
    private List<String> tags;

    Map<String, Object> members()
    {
        Map<String, Object> members = new LinkedHashMap<>();
        if (groups != null) {
            members.put("Groups", groups.stream().filter(group -> !group.isEmpty()).toList());
        }
        if (workgroup != null) {
            members.put("WorkGroup", workgroup);
        }
        if (tags != null) {
            Map<String, String> values = new LinkedHashMap<>();
            tags.stream().filter(tag -> !tag.isEmpty()).forEach(tag -> {
                int equals = tag.indexOf('=');
                if (equals < 1) {
                    throw new ParameterException(spec.commandLine(), "--tag is KEY=VALUE, not " + tag);
                }
                values.put(tag.substring(0, equals), tag.substring(equals + 1));
            });
            members.put("Tags", values);
        }
        return members;
    }
}
