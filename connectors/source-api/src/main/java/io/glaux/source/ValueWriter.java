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
package io.glaux.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * Writes the value of one column in the row that is under way; written twice, the last holds. Which methods take which
 * column is in {@link ColumnTypes}.
 */
public interface ValueWriter
{
    void writeNull();

    void writeBoolean(boolean value);

    /**
     * Integers of all widths.
     *
     * @throws ArithmeticException if the column's type cannot hold it
     */
    void writeLong(long value);

    /**
     * Floating point numbers of both widths.
     */
    void writeDouble(double value);

    /**
     * @throws ArithmeticException if the column's type cannot hold it exactly
     */
    void writeDecimal(BigDecimal value);

    void writeText(String value);

    void writeBytes(byte[] value);

    void writeDate(LocalDate value);

    void writeTime(LocalTime value);

    /**
     * Without a zone.
     *
     * @throws ArithmeticException if the column's type cannot hold it exactly
     */
    void writeTimestamp(LocalDateTime value);

    /**
     * @throws ArithmeticException if the column's type cannot hold it exactly
     */
    void writeInstant(ZonedDateTime value);

    /**
     * Any value in the form that {@link ColumnTypes} names for the column's type: lists as {@link java.util.List},
     * maps as {@link java.util.Map}, rows as a list of their fields.
     *
     * @throws IllegalArgumentException if it has another form
     */
    void writeObject(Object value);
}
