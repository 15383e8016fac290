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
package io.glaux.cli.workgroup;

import picocli.CommandLine.Option;

import java.util.Map;

/**
 * Who has a grant: one of two.
 */
final class GranteeOptions
{
    @Option(names = "--user", paramLabel = "USER", description = "A user.")
    private String user;

    @Option(names = "--group", paramLabel = "GROUP", description = "Everyone in a group of users.")
    private String group;

    Map<String, String> members()
    {
        return user == null ? Map.of("GroupName", group) : Map.of("UserName", user);
    }

    @Override
    public String toString()
    {
        return user == null ? "group " + group : "user " + user;
    }
}
