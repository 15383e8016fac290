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
package io.glaux.host.ticket;

import io.glaux.source.ColumnTypes;
import io.glaux.source.OpaqueBytes;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

final class TestSplitTicket
{
    @Test
    void testManyColumns()
    {
        Schema schema = new Schema(IntStream.range(0, 1_000).mapToObj(i -> ColumnTypes.text("column " + i)).toList());
        SplitTicket ticket = new SplitTicket(OpaqueBytes.of("split"), schema);
        byte[] bytes = ticket.bytes();
        assertThat(SplitTicket.read(bytes)).isEqualTo(ticket);
        // without deflating it has about 100 bytes for each column
        assertThat(bytes.length).isLessThan(20_000);
    }
}
