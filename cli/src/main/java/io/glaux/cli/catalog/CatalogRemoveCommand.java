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
package io.glaux.cli.catalog;

import io.glaux.cli.AwsClients;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes a catalog, and the process that reads its source. What is in the source stays.")
final class CatalogRemoveCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions instance;

    @Parameters(paramLabel = "NAME", description = "Name of the catalog.")
    private String name;

    @Override
    public Integer call()
    {
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            admin.call("RemoveCatalog", Map.of("Name", name));
        }
        spec.commandLine().getOut().println("catalog %s is removed".formatted(name));
        return 0;
    }
}
