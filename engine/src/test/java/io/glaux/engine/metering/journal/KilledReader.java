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

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A process that counts reads until it is killed, and prints after each how many bytes it had counted before.
 */
final class KilledReader
{
    static final int BYTES = 1000;

    private KilledReader() {}

    public static void main(String[] arguments)
    {
        ReadJournal journal = ReadJournal.open(Path.of(arguments[0]), UnaryOperator.identity());
        journal.attach("s", "q");
        JournalSlot slot = journal.slot("s", "", new ScanKey("lake", "s.t", ReadKind.DATA));
        long counted = 0;
        while (true) {
            slot.begin(BYTES);
            slot.served(BYTES);
            slot.over(BYTES);
            counted += BYTES;
            System.out.println(counted + ".");
        }
    }
}
