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
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.UserSettings;
import io.glaux.engine.workgroup.Grantee;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupGrant;

import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Who may do what with a workgroup: for administrators, and for those who may manage it.
 */
public final class GrantOperations
{
    private final WorkgroupDirectory directory;

    public GrantOperations(WorkgroupDirectory directory)
    {
        this.directory = requireNonNull(directory, "directory is null");
    }

    ObjectNode grant(Principal caller, AdminInput input)
    {
        String workgroup = managed(caller, input, "GrantWorkGroup");
        directory.grants().grant(new WorkgroupGrant(workgroup, requireGrantee(input), permission(input)));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode revoke(Principal caller, AdminInput input)
    {
        String workgroup = managed(caller, input, "RevokeWorkGroup");
        Optional<Grantee> grantee = grantee(input);
        if (input.flag("All")) {
            if (grantee.isPresent()) {
                throw AdminService.invalid("All goes without UserName and GroupName");
            }
            directory.grants().open(workgroup);
        }
        else {
            directory.grants().revoke(workgroup, requireGrantee(input));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        String workgroup = managed(caller, input, "ListWorkGroupGrants");
        ObjectNode answer = JsonNodeFactory.instance.objectNode()
                .put("Restricted", directory.grants().isRestricted(workgroup));
        ArrayNode grants = answer.putArray("Grants");
        directory.grants().list(workgroup).forEach(grant -> grants.addObject()
                .put(grant.grantee().kind() == Grantee.Kind.USER ? "UserName" : "GroupName", grant.grantee().name())
                .put("Permission", grant.permission().name()));
        return answer;
    }

    private String managed(Principal caller, AdminInput input, String action)
    {
        String workgroup = input.text("WorkGroup");
        if (directory.workgroups().find(workgroup).isEmpty()) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "There is no workgroup %s".formatted(workgroup));
        }
        directory.access().require(caller, workgroup, Permission.MANAGE, "glaux:" + action);
        return workgroup;
    }

    private static Grantee requireGrantee(AdminInput input)
    {
        return grantee(input).orElseThrow(() -> AdminService.invalid("UserName or GroupName is required"));
    }

    private static Optional<Grantee> grantee(AdminInput input)
    {
        Optional<String> user = input.optionalText("UserName");
        Optional<String> group = input.optionalText("GroupName");
        if (user.isPresent() && group.isPresent()) {
            throw AdminService.invalid("UserName and GroupName cannot be set together");
        }
        group.filter(name -> !UserSettings.isGroup(name)).ifPresent(name -> {
            throw AdminService.invalid("%s cannot be the name of a group".formatted(name));
        });
        return user.map(name -> new Grantee(Grantee.Kind.USER, name))
                .or(() -> group.map(name -> new Grantee(Grantee.Kind.GROUP, name)));
    }

    private static Permission permission(AdminInput input)
    {
        String name = input.text("Permission");
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AdminService.invalid("Permission is SEE, USE or MANAGE"));
    }
}
