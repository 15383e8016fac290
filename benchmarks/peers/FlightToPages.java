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
import io.glaux.arrow.ArrowBatch;
import io.glaux.arrow.ArrowToPage;
import io.trino.spi.Page;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How fast rows come over Arrow Flight and become Trino's pages, type by type, in one process: server, client and
 * conversion share the cores. Run from its source, with the engine's plugin for Flight and Trino's SPI as the class
 * path. Each line of the answer is a type: its name, the share of nulls, bytes of a batch, bytes a second over Flight
 * to pages, nanoseconds for a value of the conversion alone, and those of copying the same bytes.
 * <p>
 * Arguments: how many batches go over Flight for a type, and how often everything is measured; the best counts.
 */
final class FlightToPages
{
    private static final int ROWS = 10_000;
    private static final int CONVERSIONS = 200;
    private static final int NULLS = 10;

    private final BufferAllocator allocator = new RootAllocator();
    private final int batches;
    private final int rounds;
    private final Random random = new Random(1);

    // what keeps the compiler from leaving out the work
    private long seen;

    private FlightToPages(int batches, int rounds)
    {
        this.batches = batches;
        this.rounds = rounds;
    }

    public static void main(String[] arguments)
            throws Exception
    {
        FlightToPages bench = new FlightToPages(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        for (Column column : columns()) {
            bench.measure(column, false);
            bench.measure(column, true);
        }
        System.err.println("positions " + bench.seen);
        bench.allocator.close();
        System.exit(0);
    }

    private static List<Column> columns()
    {
        Field number = Field.nullable("number", new ArrowType.Int(64, true));
        Field text = Field.nullable("text", ArrowType.Utf8.INSTANCE);
        return List.of(
                new Column(Field.nullable("boolean", ArrowType.Bool.INSTANCE), BooleanType.BOOLEAN),
                new Column(Field.nullable("integer", new ArrowType.Int(32, true)), IntegerType.INTEGER),
                new Column(Field.nullable("bigint", new ArrowType.Int(64, true)), BigintType.BIGINT),
                new Column(
                        Field.nullable("real", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
                        RealType.REAL),
                new Column(
                        Field.nullable("double", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                        DoubleType.DOUBLE),
                new Column(
                        Field.nullable("decimal(18,2)", new ArrowType.Decimal(18, 2, 128)),
                        DecimalType.createDecimalType(18, 2)),
                new Column(
                        Field.nullable("decimal(38,2)", new ArrowType.Decimal(38, 2, 128)),
                        DecimalType.createDecimalType(38, 2)),
                new Column(Field.nullable("date", new ArrowType.Date(DateUnit.DAY)), DateType.DATE),
                new Column(
                        Field.nullable("timestamp(6)", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
                        TimestampType.TIMESTAMP_MICROS),
                new Column(
                        Field.nullable(
                                "timestamp(3) with time zone",
                                new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC")),
                        TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS),
                new Column(Field.nullable("varchar", ArrowType.Utf8.INSTANCE), VarcharType.VARCHAR),
                new Column(Field.nullable("varbinary", ArrowType.Binary.INSTANCE), VarbinaryType.VARBINARY),
                new Column(
                        new Field("array(bigint)", FieldType.nullable(ArrowType.List.INSTANCE), List.of(number)),
                        new ArrayType(BigintType.BIGINT)),
                new Column(
                        new Field(
                                "row(bigint, varchar)",
                                FieldType.nullable(ArrowType.Struct.INSTANCE),
                                List.of(number, text)),
                        RowType.rowType(
                                new RowType.Field(Optional.of("number"), BigintType.BIGINT),
                                new RowType.Field(Optional.of("text"), VarcharType.VARCHAR))));
    }

    private void measure(Column column, boolean hasNulls)
            throws Exception
    {
        Schema schema = new Schema(List.of(column.field()));
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            for (int row = 0; row < ROWS; row++) {
                if (!hasNulls || row % NULLS != 0) {
                    set(root.getVector(0), row);
                }
            }
            root.getVector(0).setValueCount(ROWS);
            root.setRowCount(ROWS);
            long bytes = bytes(root);
            double conversion = Double.MAX_VALUE;
            double copy = Double.MAX_VALUE;
            double flight = Double.MAX_VALUE;
            for (int round = 0; round < rounds; round++) {
                conversion = Math.min(conversion, convert(schema, column.type(), root));
                copy = Math.min(copy, copy(root));
                flight = Math.min(flight, overFlight(schema, column.type(), root));
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"type\": \"%s\", \"nulls\": %.1f, \"batchBytes\": %d, \"flightBytesPerSecond\": %.0f, "
                            + "\"conversionNanos\": %.3f, \"copyNanos\": %.3f}",
                    column.field().getName(),
                    hasNulls ? 1.0 / NULLS : 0.0,
                    bytes,
                    bytes * batches / (flight / 1e9),
                    conversion / ROWS / CONVERSIONS,
                    copy / ROWS / CONVERSIONS));
        }
    }

    private double convert(Schema schema, Type type, VectorSchemaRoot root)
    {
        ArrowToPage converter = new ArrowToPage(schema, List.of(type));
        long start = System.nanoTime();
        for (int time = 0; time < CONVERSIONS; time++) {
            seen += converter.page(ArrowBatch.of(root)).getPositionCount();
        }
        return System.nanoTime() - start;
    }

    /**
     * The same bytes, into arrays that are made anew each time as the pages are.
     */
    private double copy(VectorSchemaRoot root)
    {
        List<ArrowBuf> buffers = buffers(root);
        long start = System.nanoTime();
        for (int time = 0; time < CONVERSIONS; time++) {
            for (ArrowBuf buffer : buffers) {
                byte[] target = new byte[(int) buffer.readableBytes()];
                MemorySegment.copy(
                        MemorySegment.ofBuffer(buffer.nioBuffer(buffer.readerIndex(), target.length)),
                        0,
                        MemorySegment.ofArray(target),
                        0,
                        target.length);
                seen += target.length == 0 ? 0 : target[target.length - 1];
            }
        }
        return System.nanoTime() - start;
    }

    private double overFlight(Schema schema, Type type, VectorSchemaRoot root)
            throws Exception
    {
        try (FlightServer server = FlightServer.builder(
                allocator, Location.forGrpcInsecure("127.0.0.1", 0), new Sender(root, batches)).build().start();
                FlightClient client = FlightClient.builder(
                        allocator, Location.forGrpcInsecure("127.0.0.1", server.getPort())).build()) {
            ArrowToPage converter = new ArrowToPage(schema, List.of(type));
            long rows = 0;
            long start = System.nanoTime();
            try (FlightStream stream = client.getStream(new Ticket("rows".getBytes(UTF_8)), new CallOption[0])) {
                while (stream.next()) {
                    Page page = converter.page(ArrowBatch.of(stream.getRoot()));
                    rows += page.getPositionCount();
                }
            }
            long time = System.nanoTime() - start;
            if (rows != (long) ROWS * batches) {
                throw new IllegalStateException("%s rows came".formatted(rows));
            }
            return time;
        }
    }

    private void set(FieldVector vector, int row)
    {
        switch (vector) {
            case BitVector bits -> bits.setSafe(row, random.nextInt(2));
            case IntVector integers -> integers.setSafe(row, random.nextInt());
            case BigIntVector integers -> integers.setSafe(row, random.nextLong());
            case Float4Vector reals -> reals.setSafe(row, random.nextFloat());
            case Float8Vector doubles -> doubles.setSafe(row, random.nextDouble());
            case DecimalVector decimals -> decimals.setSafe(row, BigDecimal.valueOf(random.nextInt(), 2));
            case DateDayVector dates -> dates.setSafe(row, random.nextInt(20_000));
            case TimeStampMicroVector times -> times.setSafe(row, random.nextInt() * 1_000_000L);
            case TimeStampMilliTZVector times -> times.setSafe(row, random.nextInt() * 1_000L);
            case VarCharVector texts -> texts.setSafe(row, bytes());
            case VarBinaryVector texts -> texts.setSafe(row, bytes());
            case ListVector lists -> setList(lists, row);
            case StructVector structs -> {
                structs.setIndexDefined(row);
                structs.getChildrenFromFields().forEach(child -> set(child, row));
            }
            default -> throw new IllegalArgumentException(vector.getClass().getName());
        }
    }

    private void setList(ListVector lists, int row)
    {
        int start = lists.startNewValue(row);
        for (int element = 0; element < 4; element++) {
            ((BigIntVector) lists.getDataVector()).setSafe(start + element, random.nextLong());
        }
        lists.endValue(row, 4);
    }

    /**
     * About 20 of them.
     */
    private byte[] bytes()
    {
        byte[] bytes = new byte[15 + random.nextInt(11)];
        Arrays.fill(bytes, (byte) ('a' + random.nextInt(26)));
        return bytes;
    }

    private static long bytes(VectorSchemaRoot root)
    {
        return buffers(root).stream().mapToLong(ArrowBuf::readableBytes).sum();
    }

    private static List<ArrowBuf> buffers(VectorSchemaRoot root)
    {
        return Arrays.asList(root.getVector(0).getBuffers(false));
    }

    private record Column(Field field, Type type) {}

    private static final class Sender
            extends NoOpFlightProducer
    {
        private final VectorSchemaRoot root;
        private final int batches;

        private Sender(VectorSchemaRoot root, int batches)
        {
            this.root = root;
            this.batches = batches;
        }

        @Override
        public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener)
        {
            listener.start(root);
            for (int batch = 0; batch < batches; batch++) {
                while (!listener.isReady() && !listener.isCancelled()) {
                    Thread.onSpinWait();
                }
                listener.putNext();
            }
            listener.completed();
        }
    }
}
