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

import io.glaux.dynamodb.RandomAttributes;
import io.glaux.source.Call;
import io.glaux.source.batch.BatchLimits;
import io.glaux.source.batch.BatchWriter;
import io.glaux.source.batch.MeteredContext;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as they arrive in Arrow.
 */
final class TestArrowValues
{
    static Stream<ColumnType> types()
    {
        return TestValues.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void arrowHasWhatWasRead(ColumnType type)
            throws InterruptedException
    {
        Random random = RandomAttributes.random("TestArrowValues.arrowHasWhatWasRead " + type);
        RandomAttributes attributes = new RandomAttributes(random);
        Schema schema = new Schema(List.of(type.field("c")));
        List<Object> expected = new ArrayList<>();
        List<Object> actual = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                BatchWriter writer = new BatchWriter(
                        schema,
                        allocator,
                        BatchLimits.DEFAULT,
                        new MeteredContext(new Call("q", "u", "w", ZoneOffset.UTC), schema, _ -> {}),
                        (batch, _) -> new RowsReader(batch).rows().forEach(
                                row -> actual.add(comparable(row.getFirst()))))) {
            for (int i = 0; i < 3_000; i++) {
                AttributeValue value = attributes.any();
                Object read;
                try {
                    read = ValueReader.read(value, type);
                }
                catch (ValueMismatchException _) {
                    continue;
                }
                ValueReader.write(value, type, writer.column(0));
                writer.endRow();
                expected.add(comparable(read));
            }
            writer.finish();
        }
        assertThat(expected).isNotEmpty();
        assertThat(actual).usingRecursiveFieldByFieldElementComparator().isEqualTo(expected);
    }

    /**
     * Arrow keeps instants, and not their zones.
     */
    private static Object comparable(Object value)
    {
        return value instanceof ZonedDateTime zoned ? zoned.toInstant() : value;
    }
}
