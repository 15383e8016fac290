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
package io.glaux.arrow;

import io.trino.spi.Page;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * How fast batches become pages, by type, beside a copy of the same bytes. Prints JSON. Arguments: rows of a batch,
 * rounds.
 */
final class ConversionBenchmark
{
    private static final int ROWS = 8_192;
    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 300_000_000L;

    private ConversionBenchmark() {}

    public static void main(String[] arguments)
    {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROWS;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        List<String> lines = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator()) {
            for (double nulls : new double[] {0, 0.1}) {
                for (String name : List.of(
                        "boolean",
                        "tinyint",
                        "smallint",
                        "integer",
                        "bigint",
                        "real",
                        "double",
                        "decimal(18,4)",
                        "decimal(38,10)",
                        "varchar",
                        "varchar(100)",
                        "char(4)",
                        "varbinary",
                        "uuid",
                        "date",
                        "time(6)",
                        "timestamp(3)",
                        "timestamp(6)",
                        "timestamp(9)",
                        "timestamp(3) with time zone",
                        "array(bigint)",
                        "map(varchar, double)",
                        "row(a bigint, b varchar, c boolean)")) {
                    lines.add(measure(name, rows, rounds, nulls, allocator));
                }
            }
        }
        System.out.println("[\n  " + String.join(",\n  ", lines) + "\n]");
    }

    private static String measure(String name, int rows, int rounds, double nulls, BufferAllocator allocator)
    {
        Type type = TestingTypes.type(name);
        List<Type> types = List.of(type);
        Schema schema = TestingTypes.schema(types);
        WireBatch wire;
        try (VectorSchemaRoot root = new PageToArrow(schema, types, allocator)
                .vectors(TestingTypes.page(types, rows, nulls, new Random(1)))) {
            wire = WireBatch.of(root);
        }
        byte[] bytes = wire.bodyBytes();
        ByteBuffer body = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN).put(bytes).flip();
        ArrowToPage pages = new ArrowToPage(schema, types);
        double convert = nanos(rounds, () -> {
            Page page = pages.page(
                    ArrowBatch.read(schema, wire.header(), body.duplicate().order(ByteOrder.LITTLE_ENDIAN)));
            return page.getPositionCount();
        });
        double copy = nanos(rounds, () -> {
            byte[] target = new byte[bytes.length];
            System.arraycopy(bytes, 0, target, 0, bytes.length);
            return target[bytes.length / 2];
        });
        return String.format(
                Locale.ROOT,
                "{\"type\": \"%s\", \"nulls\": %.1f, \"rows\": %d, \"bytes\": %d, \"nanosPerRow\": %.3f, "
                        + "\"gigabytesPerSecond\": %.3f, \"timesOfCopy\": %.2f}",
                name,
                nulls,
                rows,
                bytes.length,
                convert / rows,
                bytes.length / convert,
                convert / copy);
    }

    /**
     * The median time of one run.
     */
    private static double nanos(int rounds, LongSupplier run)
    {
        double[] results = new double[rounds];
        long sink = 0;
        // the first round is for the compiler
        for (int round = -1; round < rounds; round++) {
            long start = System.nanoTime();
            long count = 0;
            long elapsed = 0;
            while (elapsed < ROUND_NANOS) {
                for (int i = 0; i < 16; i++) {
                    sink += run.getAsLong();
                }
                count += 16;
                elapsed = System.nanoTime() - start;
            }
            if (round >= 0) {
                results[round] = (double) elapsed / count;
            }
        }
        if (sink == 42) {
            System.err.println("It cannot be left out");
        }
        Arrays.sort(results);
        return results[rounds / 2];
    }
}
