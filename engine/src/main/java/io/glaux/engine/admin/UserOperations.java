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
import io.glaux.engine.identity.AccessKey;
import io.glaux.engine.identity.Identities;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.User;
import io.glaux.engine.identity.UserSettings;
import io.glaux.engine.workgroup.Workgroups;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import static java.util.Objects.requireNonNull;

/**
 * Users and their access keys. Admins manage all of them; everyone manages their own keys. A secret is in the answer of
 * the request that makes it and nowhere else.
 */
public final class UserOperations
{
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 24;

    private final Identities identities;
    private final Workgroups workgroups;
    private final SecureRandom random = new SecureRandom();

    public UserOperations(Identities identities, Workgroups workgroups)
    {
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
        this.identities = requireNonNull(identities, "identities is null");
    }

    ObjectNode add(Principal caller, AdminInput input)
    {
        requireAdmin(caller);
        String name = input.text("UserName");
        String password = input.optionalText("Password").orElseGet(this::randomPassword);
        ObjectNode answer = describe(name, identities.addUser(
                name,
                password,
                input.flag("Admin"),
                settings(input, UserSettings.NONE)));
        if (input.optionalText("Password").isEmpty()) {
            answer.put("Password", password);
        }
        return answer;
    }

    /**
     * Members that are not there leave what they stand for; {@code WorkGroup} as an empty text takes the default away.
     */
    ObjectNode update(Principal caller, AdminInput input)
    {
        requireAdmin(caller);
        String name = input.text("UserName");
        UserSettings current = identities.users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .map(User::settings)
                .orElse(UserSettings.NONE);
        identities.changeUser(name, settings(input, current));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        requireAdmin(caller);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode users = answer.putArray("Users");
        for (User user : identities.users()) {
            ObjectNode entry = users.addObject()
                    .put("UserName", user.name())
                    .put("Admin", user.admin())
                    .put("CreatedAt", BigDecimal.valueOf(user.createdAt().toEpochMilli(), 3));
            ArrayNode keys = entry.putArray("AccessKeyIds");
            user.accessKeyIds().forEach(keys::add);
            ArrayNode groups = entry.putArray("Groups");
            user.settings().groups().forEach(groups::add);
            user.settings().workgroup().ifPresent(workgroup -> entry.put("WorkGroup", workgroup));
            ObjectNode tags = entry.putObject("Tags");
            user.settings().tags().forEach(tags::put);
        }
        return answer;
    }

    ObjectNode remove(Principal caller, AdminInput input)
    {
        requireAdmin(caller);
        identities.removeUser(input.text("UserName"));
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode createKey(Principal caller, AdminInput input)
    {
        String name = input.optionalText("UserName").orElse(caller.user());
        requireSelfOrAdmin(caller, name);
        return describe(name, identities.createKey(name));
    }

    ObjectNode deleteKey(Principal caller, AdminInput input)
    {
        String name = input.optionalText("UserName").orElse(caller.user());
        requireSelfOrAdmin(caller, name);
        identities.deleteKey(name, input.text("AccessKeyId"));
        return JsonNodeFactory.instance.objectNode();
    }

    private UserSettings settings(AdminInput input, UserSettings current)
    {
        Optional<String> workgroup = input.optionalText("WorkGroup");
        workgroup.filter(name -> !name.isEmpty() && workgroups.find(name).isEmpty()).ifPresent(name -> {
            throw new GlauxException(ErrorCode.NOT_FOUND, "There is no workgroup %s".formatted(name));
        });
        return new UserSettings(
                input.optionalTexts("Groups").<SortedSet<String>>map(TreeSet::new).orElse(current.groups()),
                workgroup.isPresent() ? workgroup.filter(name -> !name.isEmpty()) : current.workgroup(),
                input.optionalNamedTexts("Tags").orElse(current.tags()));
    }

    private static ObjectNode describe(String name, AccessKey key)
    {
        return JsonNodeFactory.instance.objectNode()
                .put("UserName", name)
                .put("AccessKeyId", key.id())
                .put("SecretAccessKey", key.secret());
    }

    private void requireSelfOrAdmin(Principal caller, String name)
    {
        if (!caller.user().equals(name)) {
            requireAdmin(caller);
        }
    }

    private void requireAdmin(Principal caller)
    {
        if (!identities.isAdmin(caller)) {
            throw new GlauxException(ErrorCode.ACCESS_DENIED, "User %s is not an admin".formatted(caller.user()));
        }
    }

    private String randomPassword()
    {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
