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

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.InstanceOptions;
import io.glaux.cli.admin.AdminClient;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;

import java.util.Map;
import java.util.function.Function;

/**
 * How the subcommands of {@code workgroup} reach the server.
 */
final class WorkgroupCalls
{
    @Mixin
    private InstanceOptions instance;

    /**
     * @throws CommandFailure with the server's message if it refuses
     */
    <T> T athena(Function<AthenaClient, T> call)
    {
        AwsClients clients = AwsClients.of(instance.instance());
        try (AthenaClient athena = clients.athena()) {
            return call.apply(athena);
        }
        catch (AthenaException e) {
            throw new CommandFailure(e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage());
        }
        catch (SdkClientException e) {
            throw new CommandFailure(
                    "the server at %s does not answer: %s".formatted(clients.endpoint(), e.getMessage()));
        }
    }

    JsonNode admin(String operation, Map<String, ?> members)
    {
        try (AdminClient admin = new AdminClient(AwsClients.of(instance.instance()))) {
            return admin.call(operation, members);
        }
    }
}
