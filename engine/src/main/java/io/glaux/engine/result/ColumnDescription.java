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
package io.glaux.engine.result;

import io.glaux.engine.query.ResultColumn;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.StandardTypes;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.Optional;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * A column as Athena describes it. What is empty is absent from the metadata file, and 0 or false in the answers of the
 * API; which members a type has was measured on Amazon Athena.
 *
 * @param type Athena's name of the type, for instance {@code float} for Trino's {@code real}
 */
record ColumnDescription(
        String name,
        String type,
        OptionalInt precision,
        OptionalInt scale,
        Optional<Boolean> caseSensitive)
{
    private static final int TEMPORAL_PRECISION = 3;
    private static final int FLOATING_PRECISION = 17;
    private static final int VARBINARY_LENGTH = 1_073_741_824;

    ColumnDescription
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        requireNonNull(precision, "precision is null");
        requireNonNull(scale, "scale is null");
        requireNonNull(caseSensitive, "caseSensitive is null");
    }

    /**
     * The one column of statements that count rows: INSERT, UPDATE, DELETE, MERGE, CREATE TABLE AS.
     */
    static ColumnDescription rowCount()
    {
        return of(new ResultColumn("rows", BigintType.BIGINT));
    }

    /**
     * A column of Hive's type {@code string}, as SHOW and DESCRIBE have.
     */
    static ColumnDescription string(String name)
    {
        return bare(name, "string");
    }

    /**
     * A column without any further member.
     */
    static ColumnDescription bare(String name, String type)
    {
        return new ColumnDescription(name, type, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    static ColumnDescription of(ResultColumn column)
    {
        Type type = column.type();
        String name = column.name();
        String base = type.getBaseName();
        return switch (type) {
            case VarcharType varchar -> sized(name, base, varchar.getLength().orElse(Integer.MAX_VALUE), 0, true);
            case CharType fixed -> sized(name, base, fixed.getLength(), 0, true);
            case DecimalType decimal -> sized(name, base, decimal.getPrecision(), decimal.getScale(), false);
            default -> ofBase(name, base);
        };
    }

    private static ColumnDescription ofBase(String name, String base)
    {
        return switch (base) {
            case StandardTypes.TINYINT -> sized(name, base, 3, 0, false);
            case StandardTypes.SMALLINT -> sized(name, base, 5, 0, false);
            case StandardTypes.INTEGER -> sized(name, base, 10, 0, false);
            case StandardTypes.BIGINT -> sized(name, base, 19, 0, false);
            case StandardTypes.REAL -> sized(name, "float", FLOATING_PRECISION, 0, false);
            case StandardTypes.DOUBLE -> sized(name, base, FLOATING_PRECISION, 0, false);
            case StandardTypes.VARBINARY -> sized(name, base, VARBINARY_LENGTH, 0, false);
            case StandardTypes.TIMESTAMP,
                 StandardTypes.TIMESTAMP_WITH_TIME_ZONE,
                 StandardTypes.TIME,
                 StandardTypes.TIME_WITH_TIME_ZONE -> sized(name, base, TEMPORAL_PRECISION, 0, false);
            case StandardTypes.DATE -> new ColumnDescription(
                    name, base, OptionalInt.empty(), OptionalInt.of(0), Optional.of(false));
            case StandardTypes.BOOLEAN -> unsized(name, base);
            case StandardTypes.INTERVAL_DAY_TO_SECOND, StandardTypes.INTERVAL_YEAR_TO_MONTH -> unsized(name, base);
            default -> bare(name, base);
        };
    }

    private static ColumnDescription unsized(String name, String type)
    {
        return new ColumnDescription(name, type, OptionalInt.empty(), OptionalInt.empty(), Optional.of(false));
    }

    private static ColumnDescription sized(String name, String type, int precision, int scale, boolean caseSensitive)
    {
        return new ColumnDescription(
                name, type, OptionalInt.of(precision), OptionalInt.of(scale), Optional.of(caseSensitive));
    }
}
