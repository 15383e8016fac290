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
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.WaitingQuery;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.WorkgroupLimitStore;
import io.glaux.engine.workgroup.WorkgroupLimits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The limits of workgroups, which administrators set, and the queries that wait because of them. Who may see a
 * workgroup sees both.
 */
public final class LimitOperations
{
    private static final long LONGEST_RUN_SECONDS = Duration.ofDays(365).toSeconds();

    private final WorkgroupDirectory directory;
    private final WorkgroupLimitStore limits;
    private final Supplier<List<WaitingQuery>> waiting;

    public LimitOperations(
            WorkgroupDirectory directory,
            WorkgroupLimitStore limits,
            Supplier<List<WaitingQuery>> waiting)
    {
        this.directory = requireNonNull(directory, "directory is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.waiting = requireNonNull(waiting, "waiting is null");
    }

    /**
     * Changes the limits that are given. Of the others, {@code Clear} takes away all.
     */
    ObjectNode set(Principal caller, AdminInput input)
    {
        String workgroup = input.text("WorkGroup");
        directory.access().requireAdmin(caller, workgroup, "glaux:SetWorkGroupLimits");
        boolean clear = input.flag("Clear");
        limits.update(workgroup, before -> changed(clear ? WorkgroupLimits.NONE : before, input));
        return JsonNodeFactory.instance.objectNode();
    }

    private static WorkgroupLimits changed(WorkgroupLimits before, AdminInput input)
    {
        OptionalLong resultBytes = input.optionalNumber("MaxResultBytes");
        return new WorkgroupLimits(
                optionalInt(input, "MaxRunning", before.maxRunning()),
                optionalInt(input, "MaxQueued", before.maxQueued()),
                runTime(input).or(before::maxRunTime),
                resultBytes.isPresent() ? resultBytes : before.maxResultBytes(),
                optionalInt(input, "MemoryPercent", before.memoryPercent()),
                optionalInt(input, "Weight", OptionalInt.of(before.weight())).orElseThrow());
    }

    ObjectNode get(Principal caller, AdminInput input)
    {
        String workgroup = input.text("WorkGroup");
        directory.requireWorkgroup(workgroup);
        directory.access().require(caller, workgroup, Permission.SEE, "glaux:GetWorkGroupLimits");
        WorkgroupLimits found = limits.of(workgroup);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("WorkGroup", workgroup);
        found.maxRunning().ifPresent(value -> answer.put("MaxRunning", value));
        found.maxQueued().ifPresent(value -> answer.put("MaxQueued", value));
        found.maxRunTime().ifPresent(value -> answer.put("MaxRunSeconds", value.toSeconds()));
        found.maxResultBytes().ifPresent(value -> answer.put("MaxResultBytes", value));
        found.memoryPercent().ifPresent(value -> answer.put("MemoryPercent", value));
        return answer.put("Weight", found.weight());
    }

    ObjectNode listWaiting(Principal caller, AdminInput input)
    {
        Optional<String> workgroup = input.optionalText("WorkGroup");
        workgroup.ifPresent(directory::requireWorkgroup);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode queries = answer.putArray("Queries");
        for (WaitingQuery one : waiting.get()) {
            String of = one.query().submission().workgroup();
            if (workgroup.map(of::equals).orElse(true) && directory.access().allows(caller, of, Permission.SEE)) {
                queries.addObject()
                        .put("QueryExecutionId", one.query().id())
                        .put("WorkGroup", of)
                        .put("UserName", one.query().submission().origin().principal().user())
                        .put("Position", one.position())
                        .put("WaitsFor", one.cause().name())
                        .put("Explanation", one.explanation())
                        .put("SubmissionDateTime", one.query().times().submitted().toEpochMilli() / 1000.0);
            }
        }
        return answer;
    }

    private static Optional<Duration> runTime(AdminInput input)
    {
        OptionalLong seconds = input.optionalNumber("MaxRunSeconds");
        if (seconds.isPresent() && seconds.getAsLong() > LONGEST_RUN_SECONDS) {
            throw AdminService.invalid("MaxRunSeconds is at most %s".formatted(LONGEST_RUN_SECONDS));
        }
        return seconds.stream().mapToObj(Duration::ofSeconds).findFirst();
    }

    private static OptionalInt optionalInt(AdminInput input, String name, OptionalInt before)
    {
        OptionalLong number = input.optionalNumber(name);
        if (number.isPresent() && number.getAsLong() != (int) number.getAsLong()) {
            throw AdminService.invalid("%s is too large: %s".formatted(name, number.getAsLong()));
        }
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : before;
    }
}
