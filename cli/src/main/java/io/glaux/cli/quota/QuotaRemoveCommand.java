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

import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes the quota that set made with the same options.")
final class QuotaRemoveCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Mixin
    private QuotaKeyOptions key;

    @ArgGroup(multiplicity = "1")
    private Measure measure;

    /**
     * With or without the limit: it names the measure only.
     */
    private static final class Measure
    {
        @Option(names = "--bytes",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "BYTES",
                description = "A quota of bytes.")
        private String bytes;

        @Option(names = "--usd",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "USD",
                description = "A quota of costs.")
        private String usd;

        @Option(names = "--queries",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "N",
                description = "A quota of queries.")
        private String queries;

        private String name()
        {
            if (queries != null) {
                return "QUERIES";
            }
            return usd == null && bytes != null ? "BYTES" : "MICRO_USD";
        }
    }

    @Override
    public Integer call()
    {
        Map<String, Object> members = key.members();
        members.put("Measure", measure.name());
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            admin.call("RemoveQuota", members);
        }
        spec.commandLine().getOut().println("the quota of %s is removed".formatted(key.subject()));
        return 0;
    }
}
