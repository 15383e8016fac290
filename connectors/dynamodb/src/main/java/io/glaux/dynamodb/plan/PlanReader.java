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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.plan.Condition.And;
import io.glaux.dynamodb.plan.Condition.BeginsWith;
import io.glaux.dynamodb.plan.Condition.Compare;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.Condition.Contains;
import io.glaux.dynamodb.plan.Condition.Exists;
import io.glaux.dynamodb.plan.Condition.HasType;
import io.glaux.dynamodb.plan.Condition.In;
import io.glaux.dynamodb.plan.Condition.Not;
import io.glaux.dynamodb.plan.Condition.Or;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.DateFormat;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import software.amazon.awssdk.core.SdkBytes;

import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads what {@link PlanWriter} wrote.
 */
public final class PlanReader
{
    private final ByteBuffer in;

    private PlanReader(ByteBuffer in)
    {
        this.in = in;
    }

    /**
     * @throws SourceException if it is none of this host's
     */
    public static <T> T read(OpaqueBytes bytes, Function<PlanReader, T> reader)
    {
        try {
            PlanReader in = new PlanReader(ByteBuffer.wrap(bytes.bytes()));
            T value = reader.apply(in);
            if (in.in.hasRemaining()) {
                throw new IllegalArgumentException("There is more than was to be read");
            }
            return value;
        }
        catch (BufferUnderflowException | DateTimeException | IllegalArgumentException e) {
            throw SourceException.of(
                    SourceErrorCode.TICKET_INVALID,
                    "A scan of another version of the DynamoDB source: run the query again",
                    e);
        }
    }

    public int integer()
    {
        return in.getInt();
    }

    public long number()
    {
        return in.getLong();
    }

    public boolean truth()
    {
        return in.get() != 0;
    }

    public <E extends Enum<E>> E constant(Class<E> type)
    {
        return Enum.valueOf(type, text());
    }

    public String text()
    {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes()
    {
        byte[] bytes = new byte[size()];
        in.get(bytes);
        return bytes;
    }

    // each element takes a byte at least, so a size that is wrong is not asked memory for
    private int size()
    {
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
            throw new IllegalArgumentException("A size that is larger than all there is");
        }
        return size;
    }

    public OptionalLong optionalNumber()
    {
        return truth() ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    public <T> Optional<T> optional(Supplier<T> reader)
    {
        return truth() ? Optional.of(reader.get()) : Optional.empty();
    }

    public <T> List<T> all(Supplier<T> reader)
    {
        int size = size();
        List<T> values = new ArrayList<>(size);
        for (int position = 0; position < size; position++) {
            values.add(reader.get());
        }
        return values;
    }

    public Scalar scalar()
    {
        AttributeType type = constant(AttributeType.class);
        return switch (type) {
            case S -> new Scalar.Text(text());
            case N -> new Scalar.Numeric(new BigDecimal(text()));
            case B -> new Scalar.Binary(SdkBytes.fromByteArray(bytes()));
            case BOOL -> new Scalar.Truth(truth());
            default -> throw new IllegalArgumentException("%s is no type of a scalar".formatted(type));
        };
    }

    public AttributePath path()
    {
        return new AttributePath(all(this::text));
    }

    public Condition condition()
    {
        String kind = text();
        return switch (kind) {
            case "Constant" -> new Constant(truth());
            case "And" -> new And(all(this::condition));
            case "Or" -> new Or(all(this::condition));
            case "Not" -> new Not(test());
            case "Compare" -> new Compare(path(), constant(Condition.Operator.class), scalar());
            case "In" -> new In(path(), new TreeSet<>(all(this::scalar)));
            case "BeginsWith" -> new BeginsWith(path(), scalar());
            case "Contains" -> new Contains(path(), scalar());
            case "Exists" -> new Exists(path());
            case "HasType" -> new HasType(path(), constant(AttributeType.class));
            default -> throw new IllegalArgumentException("There is no condition " + kind);
        };
    }

    private Condition.Test test()
    {
        if (condition() instanceof Condition.Test test) {
            return test;
        }
        throw new IllegalArgumentException("Only tests are negated");
    }

    public KeyRange range()
    {
        Optional<Scalar> low = optional(this::scalar);
        boolean isLowIncluded = truth();
        Optional<Scalar> high = optional(this::scalar);
        return new KeyRange(low, isLowIncluded, high, truth());
    }

    public KeySchema key()
    {
        return new KeySchema(attribute(), optional(this::attribute));
    }

    private KeyAttribute attribute()
    {
        return new KeyAttribute(text(), constant(AttributeType.class));
    }

    public TableColumn column()
    {
        return new TableColumn(text(), text(), all(this::text), type(), constant(TableColumn.Mismatch.class));
    }

    private ColumnType type()
    {
        String kind = text();
        return switch (kind) {
            case "Bool" -> new ColumnType.Bool();
            case "Text" -> new ColumnType.Text();
            case "NumberText" -> new ColumnType.NumberText();
            case "AnyText" -> new ColumnType.AnyText();
            case "Binary" -> new ColumnType.Binary();
            case "Json" -> new ColumnType.Json();
            case "Whole" -> new ColumnType.Whole(integer());
            case "Decimal" -> new ColumnType.Decimal(integer(), integer());
            case "Floating" -> new ColumnType.Floating(truth());
            case "Date" -> new ColumnType.Date(format());
            case "Timestamp" -> new ColumnType.Timestamp(format(), truth());
            case "Array" -> new ColumnType.Array(type(), constant(AttributeType.class));
            case "Row" -> new ColumnType.Row(all(() -> new ColumnType.RowField(text(), text(), type())));
            case "TextMap" -> new ColumnType.TextMap(type());
            default -> throw new IllegalArgumentException("There is no type " + kind);
        };
    }

    private DateFormat format()
    {
        ZoneId zone = ZoneId.of(text());
        return optional(this::text).map(pattern -> DateFormat.of(pattern, zone)).orElseGet(() -> DateFormat.iso(zone));
    }
}
