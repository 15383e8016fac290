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
package io.glaux.source.batch;

/**
 * A column's type cannot hold a value. Its message does not have the value.
 */
public final class ColumnValueException
        extends ArithmeticException
{
    private ColumnValueException(String message)
    {
        super(message);
    }

    static ColumnValueException outOfRange(String column, String type)
    {
        return new ColumnValueException("Column %s: a value is beyond what %s can hold".formatted(column, type));
    }

    static ColumnValueException inexact(String column, String type)
    {
        return new ColumnValueException(
                "Column %s: a value has more digits behind the point than %s can hold".formatted(column, type));
    }

    static ColumnValueException notUnicode(String column)
    {
        return new ColumnValueException("Column %s: a text is not valid Unicode".formatted(column));
    }
}
