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

import io.glaux.testing.RunSize;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Ways to read more than a limit allows, at every door and over every source that they fit: none works. Each is judged
 * by what a counter in front of the source served, and the ledger must say the same.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestEvasions
{
    private static final List<Door> DOORS = List.of(new AthenaDoor(), new TrinoDoor());
    private static final List<Source> SOURCES =
            Stream.concat(Arrays.stream(LakeSource.values()), Stream.of(new FederatedSource())).toList();
    private static final List<Evasion> EVASIONS = Stream.of(
                    StatementEvasions.all(),
                    SessionEvasions.all(),
                    FileEvasions.all(),
                    QuotaEvasions.all(),
                    PeopleEvasions.all())
            .flatMap(List::stream)
            .toList();

    /**
     * A full run tries every source that fits, a small one a random one of them, at every door.
     */
    static List<Arguments> attempts()
    {
        Random random = RunSize.random("TestEvasions");
        List<Arguments> attempts = new ArrayList<>();
        for (Evasion evasion : EVASIONS) {
            for (Door door : DOORS) {
                List<Place> places = places(evasion, door);
                Collections.shuffle(places, random);
                places.stream()
                        .limit(RunSize.pick(1, places.size()))
                        .forEach(place -> attempts.add(arguments(door.name(), evasion, place)));
            }
        }
        return attempts;
    }

    private static List<Place> places(Evasion evasion, Door door)
    {
        return SOURCES.stream()
                .filter(source -> evasion.fits(door, source))
                .limit(evasion.ownTables() ? 1 : SOURCES.size())
                .map(source -> new Place(door, source))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @ParameterizedTest(name = "{0}, {2}: {1}")
    @MethodSource("attempts")
    void doesNotWork(String door, Evasion evasion, Place place, SharedGlaux glaux)
            throws Exception
    {
        place.source().make(glaux);
        try (Scene scene = new Scene(glaux, place.door(), place.source())) {
            evasion.attempt().in(scene);
            scene.check();
        }
    }

    record Place(Door door, Source source)
    {
        @Override
        public String toString()
        {
            return source.name();
        }
    }
}
