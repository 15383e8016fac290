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
package io.glaux.dynamodb.value;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How comparisons of a column with a literal are told to DynamoDB. A comparison of an attribute with a value of
 * another type is false there, but {@code <>} is true: it wants {@code attribute_type} beside it.
 *
 * @param column the type of the column
 * @param type of the attributes that the column has values of: of these, and of these alone, comparisons may be true
 * @param isOrdered whether {@code <} and its like, BETWEEN and the order of a sort key are as in SQL; else equality
 *         alone
 * @param isExact whether a comparison of the attribute, in this type, is true exactly where SQL's is. Else it is true
 *         of
 *         more: it may be taken in part, and never be negated
 */
public record PushableType(ColumnType column, AttributeType type, boolean isOrdered, boolean isExact)
{
    public PushableType
    {
        requireNonNull(column, "column is null");
        requireNonNull(type, "type is null");
    }

    /**
     * @param isMismatchNull whether values that the type cannot hold are NULL, and not an error
     * @return none when comparisons in DynamoDB may be false where they are true in SQL
     */
    public static Optional<PushableType> of(ColumnType column, boolean isMismatchNull)
    {
        return switch (column) {
            case ColumnType.Bool _ -> Optional.of(new PushableType(column, AttributeType.BOOL, false, true));
            case ColumnType.Text _ -> Optional.of(new PushableType(column, AttributeType.S, true, true));
            case ColumnType.Binary _ -> Optional.of(new PushableType(column, AttributeType.B, true, true));
            case ColumnType.NumberText _ -> Optional.of(new PushableType(column, AttributeType.N, false, true));
            // numbers that the column cannot hold satisfy conditions there, but are NULL here
            case ColumnType.Whole _, ColumnType.Decimal _ -> Optional.of(
                    new PushableType(column, AttributeType.N, true, !isMismatchNull));
            case ColumnType.Date(DateFormat format) -> format.isSortableDay()
                    ? Optional.of(new PushableType(column, AttributeType.S, true, !isMismatchNull))
                    : Optional.empty();
            case ColumnType.Timestamp timestamp -> time(timestamp, isMismatchNull);
            // 0.1 is another number in DynamoDB than as a DOUBLE, and anything as text has no one form
            case ColumnType.Floating _,
                 ColumnType.AnyText _,
                 ColumnType.Json _,
                 ColumnType.Array _,
                 ColumnType.Row _,
                 ColumnType.TextMap _ -> Optional.empty();
        };
    }

    private static Optional<PushableType> time(ColumnType.Timestamp column, boolean isMismatchNull)
    {
        DateFormat format = column.format();
        // where clocks are put back, one local time is two times
        boolean isLocal = format.isEpoch() != column.hasZone();
        if (isLocal && !format.zone().getRules().isFixedOffset()) {
            return Optional.empty();
        }
        if (format.isEpoch()) {
            return Optional.of(new PushableType(column, AttributeType.N, true, !isMismatchNull));
        }
        return format.isSortable()
                ? Optional.of(new PushableType(column, AttributeType.S, true, !isMismatchNull))
                : Optional.empty();
    }

    /**
     * Whether a value is of the column's type: comparisons of others are not its.
     *
     * @param value in any form of {@link io.glaux.source.ColumnTypes}
     */
    public boolean isOfType(Object value)
    {
        return switch (column) {
            case ColumnType.Bool _ -> value instanceof Boolean;
            case ColumnType.Text _, ColumnType.NumberText _ -> value instanceof String;
            case ColumnType.AnyText _, ColumnType.Json _ -> value instanceof String;
            case ColumnType.Whole _ -> value instanceof Long;
            case ColumnType.Decimal _ -> value instanceof BigDecimal;
            case ColumnType.Floating _ -> value instanceof Double;
            case ColumnType.Binary _ -> value instanceof byte[];
            case ColumnType.Date _ -> value instanceof LocalDate;
            case ColumnType.Timestamp timestamp when timestamp.hasZone() -> value instanceof ZonedDateTime;
            case ColumnType.Timestamp _ -> value instanceof LocalDateTime;
            case ColumnType.Array _, ColumnType.Row _ -> value instanceof List;
            case ColumnType.TextMap _ -> value instanceof Map;
        };
    }

    /**
     * A literal as DynamoDB compares it.
     *
     * @param value in the form of the column's type; not null
     * @return none when no attribute that the column can hold is equal to it. Attributes may still be less or greater
     */
    public Optional<AttributeValue> literal(Object value)
    {
        try {
            return Optional.of(ValueEncoder.encode(value, column)).filter(encoded -> isSame(value, encoded));
        }
        catch (ValueMismatchException _) {
            return Optional.empty();
        }
    }

    private boolean isSame(Object value, AttributeValue encoded)
    {
        // '1.0' is no number's canonical text
        return !(column instanceof ColumnType.NumberText) || ValueReader.read(encoded, column).equals(value);
    }
}
