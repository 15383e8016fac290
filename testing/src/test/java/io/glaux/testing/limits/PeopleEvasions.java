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
package io.glaux.testing.limits;

import io.glaux.testing.instance.AwsClients;
import software.amazon.awssdk.services.athena.AthenaClient;

import java.util.List;
import java.util.function.BiConsumer;

import static io.glaux.testing.limits.Evasion.withOwnTables;
import static io.glaux.testing.limits.Need.ATHENA;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * By changing the limits, without a right to.
 */
final class PeopleEvasions
{
    private PeopleEvasions() {}

    static List<Evasion> all()
    {
        return List.of(
                refused("own-workgroup", "makes a workgroup without limits", (athena, scene) ->
                        athena.createWorkGroup(request -> request.name("free-of-" + scene.workgroup()))),
                refused("raise", "raises the cutoff", (athena, scene) ->
                        athena.updateWorkGroup(request -> request
                                .workGroup(scene.workgroup())
                                .configurationUpdates(update -> update.bytesScannedCutoffPerQuery(1_000_000_000L)))),
                refused("remove", "removes the cutoff", (athena, scene) ->
                        athena.updateWorkGroup(request -> request
                                .workGroup(scene.workgroup())
                                .configurationUpdates(update -> update.removeBytesScannedCutoffPerQuery(true)))),
                refused("delete", "deletes the workgroup, to make it again", (athena, scene) ->
                        athena.deleteWorkGroup(request -> request
                                .workGroup(scene.workgroup())
                                .recursiveDeleteOption(true))));
    }

    private static Evasion refused(String name, String tries, BiConsumer<AthenaClient, Scene> change)
    {
        return withOwnTables(name, tries, scene -> {
            try (AwsClients clients = scene.clients(scene.stranger())) {
                assertThatThrownBy(() -> change.accept(clients.athena(), scene))
                        .hasMessageContaining("is not authorized to perform");
            }
            scene.stops(List.of("{scan}"));
        }, ATHENA);
    }
}
