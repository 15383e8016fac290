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
package io.glaux.engine.metering.journal;

import io.airlift.log.Logger;
import io.glaux.engine.metering.journal.JournalFile.Taken;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Adds up what the slots of an earlier process say.
 */
final class Leftovers
{
    private static final Logger log = Logger.get(Leftovers.class);

    private Leftovers() {}

    /**
     * What each query had read, by its id.
     */
    static Map<String, ScanReport> add(List<Taken> taken, UnaryOperator<ScanKey> names)
    {
        Map<String, Taken> statements = new HashMap<>();
        for (Taken one : taken) {
            if (one.key().use() == SlotKey.Use.STATEMENT) {
                statements.put(one.key().statement(), one);
            }
        }
        Map<String, ScanReport> reports = new HashMap<>();
        for (Taken one : taken) {
            Taken statement = statements.get(one.key().statement());
            if (statement == null) {
                log.error(
                        "The journal of reads does not say whose statement %s is: %s count for nothing",
                        one.key().statement(),
                        one.slot().count());
            }
            else if (one.key().use() == counted(statement)) {
                ScanReport report = new ScanReport(Map.of(names.apply(one.key().key()), one.slot().count()));
                reports.merge(statement.key().owner(), report, ScanReport::plus);
            }
        }
        return reports;
    }

    private static SlotKey.Use counted(Taken statement)
    {
        return ReadJournal.isOver(statement.slot()) ? SlotKey.Use.RESULT : SlotKey.Use.READS;
    }
}
