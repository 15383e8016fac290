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
package io.glaux.host.convert;

import io.glaux.host.ticket.ScanTicket;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.ColumnPath;
import io.glaux.source.ResultFields;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a scan reads when that is less than in its plan.
 */
public final class Columns
{
    private Columns() {}

    /**
     * @throws ProtocolException if the plan does not have one of the columns
     */
    public static Schema schema(ScanTicket scan, List<ColumnPath> columns)
    {
        List<Field> fields = columns.stream().map(column -> field(scan, column)).toList();
        return new Schema(ResultFields.of(columns, fields, Set.of()), scan.schema().getCustomMetadata());
    }

    private static Field field(ScanTicket scan, ColumnPath column)
    {
        List<ColumnPath> planned = scan.columns();
        return IntStream.range(0, planned.size()).boxed()
                .filter(i -> planned.get(i).equals(column))
                .findFirst()
                .or(() -> IntStream.range(0, planned.size()).boxed()
                        .filter(i -> isWithin(column, planned.get(i)))
                        .findFirst())
                .flatMap(i -> descend(scan.schema().getFields().get(i), column, planned.get(i).names().size()))
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.COLUMN_NOT_FOUND,
                        "The plan of the scan does not have the column %s".formatted(column)));
    }

    private static boolean isWithin(ColumnPath column, ColumnPath planned)
    {
        int length = planned.names().size();
        return column.names().size() > length && column.names().subList(0, length).equals(planned.names());
    }

    /**
     * The field at a path within another: null when one on the way is null.
     */
    private static Optional<Field> descend(Field planned, ColumnPath column, int depth)
    {
        if (depth == column.names().size()) {
            return Optional.of(planned);
        }
        Field current = planned;
        for (String name : column.names().subList(depth, column.names().size())) {
            if (!(current.getType() instanceof ArrowType.Struct)) {
                return Optional.empty();
            }
            Optional<Field> child = current.getChildren().stream()
                    .filter(field -> field.getName().equals(name))
                    .findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            current = child.get();
        }
        Map<String, String> metadata = current.getMetadata();
        FieldType type = new FieldType(true, current.getType(), null, metadata);
        return Optional.of(new Field(column.names().getLast(), type, current.getChildren()));
    }
}
