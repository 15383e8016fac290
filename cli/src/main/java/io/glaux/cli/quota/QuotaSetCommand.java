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

import io.glaux.cli.Amounts;
import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;

@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Sets a quota, in place of one for the same workgroup, user, tag, measure and period.")
final class QuotaSetCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Mixin
    private QuotaKeyOptions key;

    @ArgGroup(multiplicity = "1")
    private Limit limit;

    @Option(names = "--action",
            required = true,
            paramLabel = "block|queue|cancel|warn",
            description = "When it is used up: refuse queries, let them wait, also cancel those that run, or warn.")
    private Action action;

    @Option(names = "--at",
            paramLabel = "PERCENT",
            description = "Warns when so much of it is used: 80%% (default with the action warn: 100%%).")
    private String warnAt;

    private static final class Limit
    {
        @Option(names = "--bytes", paramLabel = "BYTES", description = "Scanned bytes: 500000000, 10GB or 10GiB.")
        private String bytes;

        @Option(names = "--usd", paramLabel = "USD", description = "What queries cost.")
        private String usd;

        @Option(names = "--queries", paramLabel = "N", description = "Queries that are started.")
        private Long queries;
    }

    enum Action
    {
        block,
        queue,
        cancel,
        warn,
    }

    @Override
    public Integer call()
    {
        Map<String, Object> members = key.members();
        String measure = limit.bytes != null ? "BYTES" : limit.usd != null ? "MICRO_USD" : "QUERIES";
        long amount = limit.bytes != null
                ? read(Amounts::readBytes, limit.bytes)
                : limit.usd != null ? read(QuotaLimit::microUsd, limit.usd) : limit.queries;
        members.put("Measure", measure);
        members.put("Limit", amount);
        members.put("Action", action.name().toUpperCase(Locale.ENGLISH));
        if (warnAt != null) {
            members.put("WarnPercent", read(QuotaLimit::percent, warnAt));
        }
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            admin.call("SetQuota", members);
        }
        spec.commandLine().getOut().println("the quota of %s is %s per %s".formatted(
                key.subject(), QuotaLimit.text(measure, amount), members.get("Per")));
        return 0;
    }

    private long read(ToLongFunction<String> reader, String text)
    {
        try {
            return reader.applyAsLong(text);
        }
        catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
