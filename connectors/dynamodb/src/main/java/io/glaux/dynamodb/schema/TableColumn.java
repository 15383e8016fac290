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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.dynamodb.value.PushableType;
import io.glaux.dynamodb.value.ValueMismatchException;
import io.glaux.dynamodb.value.ValueReader;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.ValueWriter;
import org.apache.arrow.vector.types.pojo.Field;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A column, or a field within one, and the attribute that it is.
 *
 * @param table as DynamoDB calls it, for messages
 * @param name in SQL; of a field in a column, the column's with a dot between
 * @param path the attribute's name in items, then those of keys in its maps
 * @param mismatch what becomes of a value that the type cannot hold
 */
public record TableColumn(String table, String name, List<String> path, ColumnType type, Mismatch mismatch)
{
    public TableColumn
    {
        requireNonNull(table, "table is null");
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(mismatch, "mismatch is null");
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("A column has an attribute");
        }
    }

    /**
     * What becomes of a value that a column cannot hold.
     */
    public enum Mismatch
    {
        /**
         * The query fails, and says what to set.
         */
        ERROR,
        NULL,
    }

    /**
     * The condition on the attribute that is true exactly where the column is null.
     */
    public enum NullTest
    {
        /**
         * {@code attribute_not_exists(a) OR attribute_type(a, NULL)}
         */
        ABSENT_OR_NULL,
        /**
         * {@code NOT attribute_type(a, T)} with the type of {@link #pushable}
         */
        NOT_OF_TYPE,
        /**
         * There is none.
         */
        NONE,
    }

    /**
     * The attribute, without keys in its maps.
     */
    public String attribute()
    {
        return path.getFirst();
    }

    public boolean isNested()
    {
        return path.size() > 1;
    }

    public Field field()
    {
        return type.field(name);
    }

    /**
     * How conditions on the column are told to DynamoDB; none if they cannot be.
     */
    public Optional<PushableType> pushable()
    {
        return PushableType.of(type, mismatch == Mismatch.NULL);
    }

    public NullTest nullTest()
    {
        if (mismatch == Mismatch.ERROR || type.holds().containsAll(AttributeType.ALL_BUT_NULL)) {
            return NullTest.ABSENT_OR_NULL;
        }
        return pushable().filter(PushableType::isExact).isPresent() ? NullTest.NOT_OF_TYPE : NullTest.NONE;
    }

    /**
     * Writes the column's value in an item.
     *
     * @throws SourceException if the value is none of the column's type, and that is an error
     */
    public void write(Map<String, AttributeValue> item, ValueWriter writer)
    {
        try {
            ValueReader.write(find(item), type, writer);
        }
        catch (ValueMismatchException e) {
            if (mismatch == Mismatch.ERROR) {
                throw failure(e);
            }
            writer.writeNull();
        }
    }

    /**
     * The column's value in an item, in the form of {@link io.glaux.source.ColumnTypes}; null for SQL's NULL.
     *
     * @throws SourceException as {@link #write}
     */
    public Object read(Map<String, AttributeValue> item)
    {
        try {
            return ValueReader.read(find(item), type);
        }
        catch (ValueMismatchException e) {
            if (mismatch == Mismatch.ERROR) {
                throw failure(e);
            }
            return null;
        }
    }

    private AttributeValue find(Map<String, AttributeValue> item)
    {
        AttributeValue value = item.get(path.getFirst());
        for (String key : path.subList(1, path.size())) {
            if (value == null || AttributeType.of(value) == AttributeType.NULL) {
                return null;
            }
            if (AttributeType.of(value) != AttributeType.M) {
                throw new ValueMismatchException("%s where a map should be".formatted(AttributeType.of(value).text()));
            }
            value = value.m().get(key);
        }
        return value;
    }

    private SourceException failure(ValueMismatchException mismatched)
    {
        String setting = "%s.%s".formatted(table, isNested() ? attribute() : name);
        return SourceException.of(
                SourceErrorCode.INVALID_VALUE,
                ("Table %s, column %s: an item has %s. "
                + "Set type.%s of the catalog to a type that holds it, such as json, "
                + "or on-mismatch to null to have NULL for it").formatted(
                        table, name, mismatched.getMessage(), setting),
                mismatched);
    }
}
