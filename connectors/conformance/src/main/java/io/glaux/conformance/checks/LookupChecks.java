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
package io.glaux.conformance.checks;

import io.glaux.conformance.Check;
import io.glaux.conformance.CheckSkippedException;
import io.glaux.conformance.HostClient;
import io.glaux.conformance.LookupCall;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.v1.Feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * F-LOOK.
 */
public final class LookupChecks
{
    private static final String KEY = "id";
    private static final int BATCHES = 3;
    private static final int KEYS = 50;
    private static final Long MISSING = Long.MIN_VALUE + 1;

    private final TestedHost host;
    private final long seed;

    public LookupChecks(TestedHost host, long seed)
    {
        this.host = requireNonNull(host, "host is null");
        this.seed = seed;
    }

    public List<Check> all()
    {
        return new CheckList("look-ups")
                .add(
                        "each key has its rows, and others have none",
                        this::findsRowsOfKeys,
                        "F-LOOK-1",
                        "F-LOOK-2",
                        "F-LOOK-3",
                        "F-LOOK-4")
                .add("no keys have no rows", this::answersNoKeys, "F-LOOK-3")
                .all();
    }

    private void findsRowsOfKeys()
    {
        Random random = new Random(seed);
        try (HostClient client = new HostClient(host.endpoint())) {
            KnownTable table = table(client);
            int position = table.position(KEY);
            try (LookupCall call = LookupCall.open(client, table, KEY)) {
                for (int batch = 0; batch < BATCHES; batch++) {
                    List<Object> keys = new ArrayList<>(Arrays.asList(null, MISSING));
                    for (int i = 0; i < KEYS; i++) {
                        keys.add(table.rows().get(random.nextInt(table.rows().size())).get(position));
                    }
                    Collections.shuffle(keys, random);
                    assertThat(counted(call.rows(keys))).as("seed %s", seed).isEqualTo(expected(table, keys));
                }
            }
        }
    }

    private void answersNoKeys()
    {
        try (HostClient client = new HostClient(host.endpoint())) {
            KnownTable table = table(client);
            try (LookupCall call = LookupCall.open(client, table, KEY)) {
                assertThat(call.rows(Arrays.asList(null, null))).isEmpty();
                assertThat(call.rows(List.of(MISSING))).isEmpty();
            }
        }
    }

    private KnownTable table(HostClient client)
    {
        client.require(Feature.FEATURE_LOOKUP);
        return host.tables().stream()
                .filter(table -> table.position(KEY) >= 0 && table.rows().size() > 1)
                .filter(table -> table.rows().getFirst().get(table.position(KEY)) instanceof Long)
                .findFirst()
                .orElseThrow(() -> new CheckSkippedException("The host has no table with a bigint id"));
    }

    private static Map<Object, Integer> expected(KnownTable table, List<Object> keys)
    {
        int position = table.position(KEY);
        List<LookupCall.Found> found = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            Object wanted = keys.get(key);
            for (List<Object> row : table.rows()) {
                if (wanted != null && wanted.equals(row.get(position))) {
                    found.add(new LookupCall.Found(key, row));
                }
            }
        }
        return counted(found);
    }

    private static Map<Object, Integer> counted(List<LookupCall.Found> found)
    {
        Map<Object, Integer> counted = new HashMap<>();
        // the text of a row tells rows apart that have nothing but scalars and an id
        for (LookupCall.Found one : found) {
            counted.merge(one.key() + ": " + Arrays.deepToString(one.row().toArray()), 1, Integer::sum);
        }
        return counted;
    }
}
