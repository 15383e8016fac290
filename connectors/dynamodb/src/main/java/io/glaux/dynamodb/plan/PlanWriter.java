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
import software.amazon.awssdk.core.SdkBytes;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Writes what {@link PlanReader} reads. Both are of one host's version: a scan does not outlive its query.
 */
public final class PlanWriter
{
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    public OpaqueBytes bytes()
    {
        return OpaqueBytes.of(bytes.toByteArray());
    }

    private interface Write
    {
        void to(DataOutputStream out)
                throws IOException;
    }

    private PlanWriter write(Write write)
    {
        try {
            write.to(out);
            return this;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PlanWriter number(int value)
    {
        return write(to -> to.writeInt(value));
    }

    public PlanWriter number(long value)
    {
        return write(to -> to.writeLong(value));
    }

    public PlanWriter truth(boolean value)
    {
        return write(to -> to.writeBoolean(value));
    }

    public PlanWriter constant(Enum<?> value)
    {
        return text(value.name());
    }

    public PlanWriter text(String value)
    {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    private PlanWriter bytes(byte[] value)
    {
        return write(to -> {
            to.writeInt(value.length);
            to.write(value);
        });
    }

    public PlanWriter number(OptionalLong value)
    {
        truth(value.isPresent());
        value.ifPresent(this::number);
        return this;
    }

    public <T> PlanWriter optional(Optional<T> value, Consumer<T> writer)
    {
        truth(value.isPresent());
        value.ifPresent(writer);
        return this;
    }

    public <T> PlanWriter all(Collection<T> values, Consumer<T> writer)
    {
        number(values.size());
        values.forEach(writer);
        return this;
    }

    public PlanWriter scalar(Scalar value)
    {
        constant(value.type());
        return switch (value) {
            case Scalar.Text(String text) -> text(text);
            case Scalar.Numeric(BigDecimal number) -> text(number.toString());
            case Scalar.Binary(SdkBytes binary) -> bytes(binary.asByteArray());
            case Scalar.Truth(boolean truth) -> truth(truth);
        };
    }

    public PlanWriter path(AttributePath path)
    {
        return all(path.names(), this::text);
    }

    public PlanWriter condition(Condition condition)
    {
        text(condition.getClass().getSimpleName());
        return switch (condition) {
            case Constant(boolean value) -> truth(value);
            case And(List<Condition> parts) -> all(parts, this::condition);
            case Or(List<Condition> parts) -> all(parts, this::condition);
            case Not(Condition.Test test) -> condition(test);
            case Compare(AttributePath path, Condition.Operator operator, Scalar value) -> path(path)
                    .constant(operator)
                    .scalar(value);
            case In(AttributePath path, NavigableSet<Scalar> values) -> path(path).all(values, this::scalar);
            case BeginsWith(AttributePath path, Scalar prefix) -> path(path).scalar(prefix);
            case Contains(AttributePath path, Scalar fragment) -> path(path).scalar(fragment);
            case Exists(AttributePath path) -> path(path);
            case HasType(AttributePath path, AttributeType type) -> path(path).constant(type);
        };
    }

    public PlanWriter range(KeyRange range)
    {
        return optional(range.low(), this::scalar)
                .truth(range.isLowIncluded())
                .optional(range.high(), this::scalar)
                .truth(range.isHighIncluded());
    }

    public PlanWriter key(KeySchema key)
    {
        return attribute(key.hash()).optional(key.sort(), this::attribute);
    }

    private PlanWriter attribute(KeyAttribute attribute)
    {
        return text(attribute.name()).constant(attribute.type());
    }

    public PlanWriter column(TableColumn column)
    {
        return text(column.table())
                .text(column.name())
                .all(column.path(), this::text)
                .type(column.type())
                .constant(column.mismatch());
    }

    private PlanWriter type(ColumnType type)
    {
        text(type.getClass().getSimpleName());
        return switch (type) {
            case ColumnType.Bool _,
                 ColumnType.Text _,
                 ColumnType.NumberText _,
                 ColumnType.AnyText _,
                 ColumnType.Binary _,
                 ColumnType.Json _ -> this;
            case ColumnType.Whole(int bits) -> number(bits);
            case ColumnType.Decimal(int precision, int scale) -> number(precision).number(scale);
            case ColumnType.Floating(boolean isSingle) -> truth(isSingle);
            case ColumnType.Date(DateFormat format) -> format(format);
            case ColumnType.Timestamp(DateFormat format, boolean hasZone) -> format(format).truth(hasZone);
            case ColumnType.Array(ColumnType element, AttributeType written) -> type(element).constant(written);
            case ColumnType.Row(List<ColumnType.RowField> fields) -> all(
                    fields,
                    field -> text(field.name()).text(field.key()).type(field.type()));
            case ColumnType.TextMap(ColumnType value) -> type(value);
        };
    }

    private PlanWriter format(DateFormat format)
    {
        return text(format.zone().getId()).optional(format.pattern(), this::text);
    }
}
