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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import static java.lang.Math.toIntExact;
import static java.util.Objects.requireNonNull;

/**
 * The {@code .metadata} file beside a result, protocol buffers without a published schema. Its fields, as read from
 * Athena's own files and by clients that read them: 1 query id, 2 update type, 3 update count, 4 columns, each with 1
 * catalog ({@code hive}), 4 name, 5 label, 6 type, 7 precision, 8 scale, 9 nullable (3 is unknown), 10 case sensitive.
 * A field is written when it is present, also when it is 0.
 */
record ResultMetadata(
        String queryId,
        Optional<String> updateType,
        OptionalLong updateCount,
        List<ColumnDescription> columns)
{
    private static final int QUERY_ID = 1;
    private static final int UPDATE_TYPE = 2;
    private static final int UPDATE_COUNT = 3;
    private static final int COLUMN = 4;

    private static final int CATALOG = 1;
    private static final int NAME = 4;
    private static final int LABEL = 5;
    private static final int TYPE = 6;
    private static final int PRECISION = 7;
    private static final int SCALE = 8;
    private static final int NULLABLE = 9;
    private static final int CASE_SENSITIVE = 10;
    private static final int NULLABLE_UNKNOWN = 3;

    ResultMetadata
    {
        requireNonNull(queryId, "queryId is null");
        requireNonNull(updateType, "updateType is null");
        requireNonNull(updateCount, "updateCount is null");
        columns = List.copyOf(columns);
    }

    byte[] write()
    {
        ProtobufWriter out = new ProtobufWriter();
        out.string(QUERY_ID, queryId);
        updateType.ifPresent(type -> out.string(UPDATE_TYPE, type));
        updateCount.ifPresent(count -> out.varint(UPDATE_COUNT, count));
        columns.forEach(column -> out.bytes(COLUMN, writeColumn(column)));
        return out.toByteArray();
    }

    /**
     * @throws GlauxException with STORAGE_ERROR if the bytes are not of this form
     */
    static ResultMetadata read(byte[] bytes)
    {
        String queryId = "";
        Optional<String> updateType = Optional.empty();
        OptionalLong updateCount = OptionalLong.empty();
        List<ColumnDescription> columns = new ArrayList<>();
        ProtobufReader in = new ProtobufReader(bytes);
        try {
            while (in.next()) {
                switch (in.field()) {
                    case QUERY_ID -> queryId = in.string();
                    case UPDATE_TYPE -> updateType = Optional.of(in.string());
                    case UPDATE_COUNT -> updateCount = OptionalLong.of(in.varint());
                    case COLUMN -> columns.add(readColumn(in.bytes()));
                    default -> in.skip();
                }
            }
        }
        catch (IllegalArgumentException e) {
            throw new GlauxException(
                    ErrorCode.STORAGE_ERROR,
                    "The metadata file of a result is damaged: " + e.getMessage(),
                    e);
        }
        return new ResultMetadata(queryId, updateType, updateCount, columns);
    }

    private static byte[] writeColumn(ColumnDescription column)
    {
        ProtobufWriter out = new ProtobufWriter();
        out.string(CATALOG, "hive");
        out.string(NAME, column.name());
        out.string(LABEL, column.name());
        out.string(TYPE, column.type());
        column.precision().ifPresent(precision -> out.varint(PRECISION, precision));
        column.scale().ifPresent(scale -> out.varint(SCALE, scale));
        out.varint(NULLABLE, NULLABLE_UNKNOWN);
        column.caseSensitive().ifPresent(sensitive -> out.varint(CASE_SENSITIVE, sensitive ? 1 : 0));
        return out.toByteArray();
    }

    private static ColumnDescription readColumn(byte[] bytes)
    {
        String name = "";
        String type = "";
        OptionalInt precision = OptionalInt.empty();
        OptionalInt scale = OptionalInt.empty();
        Optional<Boolean> caseSensitive = Optional.empty();
        ProtobufReader in = new ProtobufReader(bytes);
        while (in.next()) {
            switch (in.field()) {
                case NAME -> name = in.string();
                case TYPE -> type = in.string();
                case PRECISION -> precision = OptionalInt.of(toIntExact(in.varint()));
                case SCALE -> scale = OptionalInt.of(toIntExact(in.varint()));
                case CASE_SENSITIVE -> caseSensitive = Optional.of(in.varint() != 0);
                default -> in.skip();
            }
        }
        return new ColumnDescription(name, type, precision, scale, caseSensitive);
    }
}
