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

import io.glaux.source.ColumnTypes;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.glaux.dynamodb.value.AttributeType.ALL_BUT_NULL;
import static io.glaux.dynamodb.value.AttributeType.B;
import static io.glaux.dynamodb.value.AttributeType.BOOL;
import static io.glaux.dynamodb.value.AttributeType.BS;
import static io.glaux.dynamodb.value.AttributeType.L;
import static io.glaux.dynamodb.value.AttributeType.M;
import static io.glaux.dynamodb.value.AttributeType.N;
import static io.glaux.dynamodb.value.AttributeType.NS;
import static io.glaux.dynamodb.value.AttributeType.S;
import static io.glaux.dynamodb.value.AttributeType.SS;
import static java.util.Objects.requireNonNull;

/**
 * The type of a column in SQL, and which attributes it is made from. A value of another type is a mismatch, never
 * converted silently.
 */
public sealed interface ColumnType
{
    Field field(String name);

    /**
     * The types of attributes of which at least some values can be held; NULL, which is SQL's NULL, is never among
     * them.
     */
    Set<AttributeType> holds();

    record Bool()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.bool(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(BOOL);
        }
    }

    /**
     * VARCHAR of texts.
     */
    record Text()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.text(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(S);
        }
    }

    /**
     * VARCHAR of numbers in their canonical form: {@link Numbers#text}.
     */
    record NumberText()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.text(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(N);
        }
    }

    /**
     * VARCHAR of anything: texts as they are, the rest as JSON. For columns that somebody declared to be text. What is
     * written to it becomes a text.
     */
    record AnyText()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.text(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.copyOf(ALL_BUT_NULL);
        }
    }

    /**
     * @param bits 8, 16, 32 or 64
     */
    record Whole(int bits)
            implements ColumnType
    {
        public static final Whole BIGINT = new Whole(64);

        @Override
        public Field field(String name)
        {
            return ColumnTypes.integer(name, bits);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(N);
        }
    }

    record Decimal(int precision, int scale)
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.decimal(name, precision, scale);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(N);
        }
    }

    /**
     * Numbers become the nearest; only where somebody declared it.
     *
     * @param isSingle REAL
     */
    record Floating(boolean isSingle)
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return isSingle ? ColumnTypes.real(name) : ColumnTypes.doublePrecision(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(N);
        }
    }

    record Binary()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.binary(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(B);
        }
    }

    /**
     * @param format of texts; numbers are milliseconds since 1970
     */
    record Date(DateFormat format)
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.date(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(S, N);
        }
    }

    /**
     * TIMESTAMP(6), or TIMESTAMP(6) WITH TIME ZONE.
     *
     * @param format of texts; numbers are milliseconds since 1970
     */
    record Timestamp(DateFormat format, boolean hasZone)
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return hasZone
                    ? ColumnTypes.timestampWithTimeZone(name, TimeUnit.MICROSECOND)
                    : ColumnTypes.timestamp(name, TimeUnit.MICROSECOND);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(S, N);
        }
    }

    /**
     * Any attribute as JSON; {@link JsonText} says how.
     */
    record Json()
            implements ColumnType
    {
        @Override
        public Field field(String name)
        {
            return ColumnTypes.json(name);
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.copyOf(ALL_BUT_NULL);
        }
    }

    /**
     * Of lists and of sets.
     *
     * @param written what an array becomes that is written: a list or one of the sets
     */
    record Array(ColumnType element, AttributeType written)
            implements ColumnType
    {
        public Array
        {
            requireNonNull(element, "element is null");
            if (written != L && written != SS && written != NS && written != BS) {
                throw new IllegalArgumentException("An array is a list or a set, not " + written);
            }
        }

        @Override
        public Field field(String name)
        {
            return ColumnTypes.array(name, element.field("element"));
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(L, SS, NS, BS);
        }
    }

    /**
     * Of maps; keys that are no field are left out.
     */
    record Row(List<RowField> fields)
            implements ColumnType
    {
        public Row
        {
            fields = List.copyOf(fields);
            if (fields.isEmpty()) {
                throw new IllegalArgumentException("A row has fields");
            }
        }

        public Optional<RowField> find(String name)
        {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        @Override
        public Field field(String name)
        {
            return ColumnTypes.row(name, fields.stream().map(field -> field.type().field(field.name())).toList());
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(M);
        }
    }

    /**
     * @param name in SQL
     * @param key in the map
     */
    record RowField(String name, String key, ColumnType type)
    {
        public RowField
        {
            requireNonNull(name, "name is null");
            requireNonNull(key, "key is null");
            requireNonNull(type, "type is null");
        }
    }

    /**
     * MAP with keys of VARCHAR.
     */
    record TextMap(ColumnType value)
            implements ColumnType
    {
        public TextMap
        {
            requireNonNull(value, "value is null");
        }

        @Override
        public Field field(String name)
        {
            return ColumnTypes.map(name, ColumnTypes.text("key"), value.field("value"));
        }

        @Override
        public Set<AttributeType> holds()
        {
            return EnumSet.of(M);
        }
    }
}
