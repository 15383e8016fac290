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
package io.glaux.reference;

import io.glaux.reference.data.TableSizes;
import io.glaux.reference.fault.Fault;
import io.glaux.reference.fault.FaultKind;
import io.glaux.reference.fault.FaultPoint;
import io.glaux.reference.scan.ScanSettings;
import io.glaux.reference.scan.Willingness;
import io.glaux.source.Feature;
import io.glaux.source.Setting;
import io.glaux.source.SourceSettings;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * @param definitions of tables that are empty at first
 * @param hasBrokenTable whether there is a table that cannot be described
 * @param millionthsPerSecond of the unit; none: not limited
 */
record ReferenceSettings(
        ScanSettings scan,
        TableSizes sizes,
        String definitions,
        boolean hasBrokenTable,
        OptionalLong millionthsPerSecond,
        Optional<Fault> fault)
{
    private static final long MILLIONTHS = 1_000_000;
    private static final int LARGEST_TEXT = 100_000_000;
    private static final long MOST_ROWS = 1_000_000_000_000L;
    private static final int MOST_TABLES = 10_000;

    /**
     * All that there are.
     */
    static Set<Setting> all()
    {
        Set<Setting> all = new LinkedHashSet<>();
        for (Feature feature : Feature.values()) {
            all.add(Setting.of(name(feature), "Whether it can do this: true or false; by default true"));
        }
        all.add(Setting.of("taken", "What it takes of a scan: whole, in-part, no or capricious; by default whole"));
        all.add(Setting.of("taken.seed", "Of what a capricious source takes: a number; by default 0"));
        all.add(Setting.of("split.rows", "The most rows of a split; by default 10000"));
        all.add(Setting.of("page.rows", "The most rows of a page; by default 1000"));
        all.add(Setting.of("resume", "Whether a read can go on behind a row: true or false; by default true"));
        all.add(Setting.of("tables", "Empty tables: default.people(id bigint key, name varchar(10)); .."));
        all.add(Setting.of("tables.broken", "Whether there is a table that cannot be described; by default false"));
        all.add(Setting.of("counted.rows", "Rows of default.counted, which takes no memory; by default 1000000"));
        all.add(Setting.of("wide.rows", "Rows of default.wide; by default 10"));
        all.add(Setting.of("wide.bytes", "Bytes of the text in each row of default.wide; by default 1048576"));
        all.add(Setting.of("random.tables", "How many tables the schema random has: t0, t1, ..; by default 3"));
        all.add(Setting.of("random.rows", "Rows of each table in the schema random; by default 1000"));
        all.add(Setting.of("random.seed", "Of the first table in the schema random; by default 0"));
        all.add(Setting.of("tpch.thousandths", "The scale of TPC-H in thousandths; by default 10, which is tiny"));
        all.add(Setting.of("rate", "The most whole units in a second; by default not limited"));
        all.add(Setting.of("fault.kind", "What goes wrong: fail, unavailable, refuse, throttle, stall, error, crash"
                + " or wrong-value; by default nothing"));
        all.add(Setting.of("fault.point", "describe, plan, splits, open, read, lookup, write or end; by default read"));
        all.add(Setting.of("fault.after-rows", "Rows of a split that are read before; by default 0"));
        all.add(Setting.of("fault.times", "How often; by default always"));
        all.add(Setting.of("fault.table", "With which table, as schema.table; by default with all"));
        all.add(Setting.of("fault.millis", "How long a throttled or refused read waits; by default 100"));
        return all;
    }

    /**
     * @throws io.glaux.source.SourceException if a value is wrong
     */
    static ReferenceSettings of(SourceSettings settings)
    {
        long rate = settings.number("rate", 0, 0, Integer.MAX_VALUE);
        return new ReferenceSettings(
                scan(settings),
                sizes(settings),
                settings.find("tables").orElse(""),
                settings.isTrue("tables.broken", false),
                rate == 0 ? OptionalLong.empty() : OptionalLong.of(rate * MILLIONTHS),
                settings.find("fault.kind").map(_ -> fault(settings)));
    }

    private static ScanSettings scan(SourceSettings settings)
    {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (settings.isTrue(name(feature), true)) {
                features.add(feature);
            }
        }
        return new ScanSettings(
                features,
                named(settings, "taken", "whole", Willingness::of),
                settings.number("taken.seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                settings.number("split.rows", 10_000, 1, MOST_ROWS),
                (int) settings.number("page.rows", 1000, 1, Integer.MAX_VALUE),
                settings.isTrue("resume", true));
    }

    private static TableSizes sizes(SourceSettings settings)
    {
        return new TableSizes(
                settings.number("counted.rows", 1_000_000, 0, MOST_ROWS),
                settings.number("wide.rows", 10, 0, MOST_ROWS),
                (int) settings.number("wide.bytes", 1024 * 1024, 0, LARGEST_TEXT),
                (int) settings.number("random.tables", 3, 0, MOST_TABLES),
                settings.number("random.rows", 1000, 0, MOST_ROWS),
                settings.number("random.seed", 0, Long.MIN_VALUE, Long.MAX_VALUE),
                settings.number("tpch.thousandths", 10, 1, 1000) / 1000.0);
    }

    private static Fault fault(SourceSettings settings)
    {
        return new Fault(
                named(settings, "fault.kind", "", FaultKind::of),
                named(settings, "fault.point", "read", FaultPoint::of),
                settings.number("fault.after-rows", 0, 0, Long.MAX_VALUE),
                settings.number("fault.times", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                settings.find("fault.table"),
                Duration.ofMillis(settings.number("fault.millis", 100, 0, Integer.MAX_VALUE)));
    }

    private static <T> T named(SourceSettings settings, String name, String otherwise, Function<String, T> values)
    {
        try {
            return values.apply(settings.find(name).orElse(otherwise));
        }
        catch (IllegalArgumentException _) {
            throw settings.wrong(name, "has a value that it does not know");
        }
    }

    private static String name(Feature feature)
    {
        return "feature." + feature.name().toLowerCase(Locale.ENGLISH).replace('_', '-');
    }
}
