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
package io.glaux.host.testing;

import io.glaux.metering.Units;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupWriter;
import io.glaux.source.ReadContext;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import static java.util.Objects.requireNonNull;

/**
 * Finds one row for each odd number, two for each even one, none for what is negative or null.
 */
final class ScriptedLookup
        implements KeyLookup
{
    private final Probe probe;
    private final ReadContext context;
    private final String table;

    ScriptedLookup(Probe probe, ReadContext context, String table)
    {
        this.probe = requireNonNull(probe, "probe is null");
        this.context = requireNonNull(context, "context is null");
        this.table = requireNonNull(table, "table is null");
    }

    @Override
    public void lookUp(List<List<Object>> keys, LookupWriter rows)
            throws InterruptedException
    {
        probe.lookups.merge(table, 1, Integer::sum);
        context.consumed(0, keys.size(), Units.of(ScriptedSource.UNIT, keys.size()));
        if (table.equals("blocking")) {
            new CountDownLatch(1).await();
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).getFirst() instanceof Long id && id >= 0) {
                for (int row = 0; row < 2 - id % 2; row++) {
                    rows.column(0).writeLong(id);
                    rows.column(1).writeText("row " + row);
                    rows.endRow(i);
                }
            }
        }
    }

    @Override
    public void close()
    {
        probe.closedReaders.incrementAndGet();
    }
}
