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
package io.glaux.cli.quota;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/**
 * What names a quota, but for its measure.
 */
final class QuotaKeyOptions
{
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKGROUP",
            description = "Name of the workgroup; may be missing with --tag: then the quota is for all workgroups.")
    private String workgroup;

    @Option(names = "--user", paramLabel = "NAME", description = "Only for queries of this user.")
    private String user;

    @Option(names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Only queries whose user or workgroup has this tag.")
    private String tag;

    @Option(names = "--per",
            required = true,
            paramLabel = "PERIOD",
            description = "minute, hour, day, month, or a duration such as 90s or 15m, which is rolling.")
    private String per;

    @Option(names = "--rolling", description = "The last minute, hour, 24 hours or 30 days, not those of the calendar.")
    private boolean rolling;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Time zone of the calendar (default: UTC).")
    private String zone;

    /**
     * Whose queries it is for, for people.
     */
    String subject()
    {
        return Stream.of(
                        workgroup == null ? null : "workgroup " + workgroup,
                        user == null ? null : "user " + user,
                        tag == null ? null : "tag " + tag)
                .filter(Objects::nonNull)
                .collect(joining(", "));
    }

    Map<String, Object> members()
    {
        Map<String, Object> members = new LinkedHashMap<>();
        if (workgroup == null && tag == null) {
            throw new ParameterException(spec.commandLine(), "A quota needs a WORKGROUP, or a --tag");
        }
        if (workgroup != null) {
            members.put("WorkGroup", workgroup);
        }
        if (user != null) {
            members.put("UserName", user);
        }
        if (tag != null) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "--tag is KEY=VALUE, not " + tag);
            }
            members.put("TagKey", tag.substring(0, equals));
            members.put("TagValue", tag.substring(equals + 1));
        }
        members.put("Per", per);
        members.put("Rolling", rolling);
        if (zone != null) {
            members.put("Zone", zone);
        }
        return members;
    }
}
