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
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaState;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.WorkgroupDirectory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * The quotas of workgroups, which who may manage a workgroup sets, and who may see it sees; and those of tags in all
 * workgroups, which are for administrators.
 */
public final class QuotaOperations
{
    private final Budgets budgets;
    private final WorkgroupDirectory directory;

    public QuotaOperations(Budgets budgets, WorkgroupDirectory directory)
    {
        this.budgets = requireNonNull(budgets, "budgets is null");
        this.directory = requireNonNull(directory, "directory is null");
    }

    ObjectNode set(Principal caller, AdminInput input)
    {
        Optional<String> workgroup = managed(caller, input, "SetQuota");
        long limit = input.optionalNumber("Limit")
                .orElseThrow(() -> AdminService.invalid("Limit is required"));
        QuotaAction action = oneOf(QuotaAction.class, "Action", input.text("Action"));
        Quota quota = quota(workgroup, input, limit, action);
        OptionalLong percent = input.optionalNumber("WarnPercent");
        if (percent.isPresent()) {
            quota = quota.withWarning(Math.clamp(percent.getAsLong(), 0, Integer.MAX_VALUE));
        }
        budgets.setQuota(quota);
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode remove(Principal caller, AdminInput input)
    {
        Optional<String> workgroup = managed(caller, input, "RemoveQuota");
        if (!budgets.removeQuota(quota(workgroup, input, 0, QuotaAction.BLOCK))) {
            throw new GlauxException(
                    ErrorCode.NOT_FOUND,
                    "There is no such quota%s: scope, measure and period must be those that list shows"
                            .formatted(workgroup.map(" of workgroup %s"::formatted).orElse("")));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode list(Principal caller, AdminInput input)
    {
        Optional<String> workgroup = input.optionalText("WorkGroup");
        if (!directory.access().isAdmin(caller)) {
            workgroup.ifPresent(directory::requireWorkgroup);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode quotas = answer.putArray("Quotas");
        for (QuotaState state : budgets.quotas()) {
            QuotaScope scope = state.quota().scope();
            boolean asked = workgroup.isEmpty() || workgroup.equals(scope.workgroup());
            if (asked && maySee(caller, scope)) {
                describe(state, quotas.addObject());
            }
        }
        return answer;
    }

    private boolean maySee(Principal caller, QuotaScope scope)
    {
        return directory.access().isAdmin(caller) || scope.workgroup()
                .filter(workgroup -> directory.access().allows(caller, workgroup, Permission.SEE))
                .isPresent();
    }

    private static void describe(QuotaState state, ObjectNode entry)
    {
        Quota quota = state.quota();
        quota.scope().workgroup().ifPresent(workgroup -> entry.put("WorkGroup", workgroup));
        quota.scope().user().ifPresent(user -> entry.put("UserName", user));
        quota.scope().tag().ifPresent(tag -> entry.put("TagKey", tag.getKey()).put("TagValue", tag.getValue()));
        entry.put("Measure", quota.measure().name());
        switch (quota.period()) {
            case QuotaPeriod.Calendar calendar -> {
                String unit = calendar.unit().name().toLowerCase(Locale.ENGLISH);
                entry.put("Per", unit.substring(0, unit.length() - 1))
                        .put("Rolling", false)
                        .put("Zone", calendar.zone().getId());
            }
            case QuotaPeriod.Rolling rolling -> {
                entry.put("Per", rolling.length().toSeconds() + "s");
                entry.put("Rolling", true);
            }
        }
        entry.put("Limit", quota.limit())
                .put("Used", state.used())
                .put("Reserved", state.reserved())
                .put("Action", quota.action().name());
        quota.warnPercent().ifPresent(percent -> entry.put("WarnPercent", percent));
    }

    private static Quota quota(Optional<String> workgroup, AdminInput input, long limit, QuotaAction action)
    {
        Optional<String> tagKey = input.optionalText("TagKey");
        return new Quota(
                new QuotaScope(
                        workgroup,
                        input.optionalText("UserName"),
                        tagKey.map(key -> Map.entry(key, input.text("TagValue")))),
                oneOf(QuotaMeasure.class, "Measure", input.text("Measure")),
                QuotaPeriod.of(input.text("Per"), input.flag("Rolling"), input.optionalText("Zone").orElse("UTC")),
                limit,
                action);
    }

    private Optional<String> managed(Principal caller, AdminInput input, String action)
    {
        if (input.optionalText("WorkGroup").isEmpty() && input.optionalText("TagKey").isPresent()) {
            if (!directory.access().isAdmin(caller)) {
                throw new GlauxException(
                        ErrorCode.ACCESS_DENIED,
                        "A quota of a tag in all workgroups is for admins: name a workgroup that you manage");
            }
            return Optional.empty();
        }
        String workgroup = input.text("WorkGroup");
        if (action.equals("RemoveQuota") && directory.access().isAdmin(caller)) {
            // a quota outlives its workgroup
            return Optional.of(workgroup);
        }
        directory.requireWorkgroup(workgroup);
        directory.access().require(caller, workgroup, Permission.MANAGE, "glaux:" + action);
        return Optional.of(workgroup);
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String member, String name)
    {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AdminService.invalid("%s is one of %s".formatted(
                        member,
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(joining(", ")))));
    }
}
