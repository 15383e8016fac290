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
package io.glaux.engine.aws;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import static io.glaux.engine.aws.BodyBudget.FREE_BYTES;
import static io.glaux.engine.aws.BodyBudget.PIECE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestBodyBudget
{
    private static final int LIMIT = 4 * PIECE_BYTES;

    private final BodyBudget budget = new BodyBudget(2 * PIECE_BYTES);

    @Test
    void testBodiesAreReadWhole()
            throws IOException
    {
        for (int length : new int[] {0, 1, FREE_BYTES, FREE_BYTES + 1, 2 * PIECE_BYTES}) {
            try (BodyBudget.Lease lease = budget.lease()) {
                assertThat(read(lease, length)).isEqualTo(length);
            }
        }
    }

    @Test
    void testAllTogetherAreLimitedAndOrdinaryOnesGoOn()
            throws IOException
    {
        try (BodyBudget.Lease large = budget.lease(); BodyBudget.Lease other = budget.lease()) {
            read(large, FREE_BYTES + 2 * PIECE_BYTES);
            assertThat(read(other, FREE_BYTES)).isEqualTo(FREE_BYTES);
            assertThatThrownBy(() -> read(other, FREE_BYTES + 1)).isInstanceOf(AwsException.class)
                    .hasMessageContaining("Rate exceeded");
        }
        try (BodyBudget.Lease after = budget.lease()) {
            assertThat(read(after, FREE_BYTES + 2 * PIECE_BYTES)).isEqualTo(FREE_BYTES + 2 * PIECE_BYTES);
        }
    }

    @Test
    void testOneIsLimited()
    {
        try (BodyBudget.Lease lease = new BodyBudget(100 * PIECE_BYTES).lease()) {
            assertThatThrownBy(() -> read(lease, LIMIT + 1)).isInstanceOf(AwsException.class)
                    .hasMessageContaining("larger than %s bytes".formatted(LIMIT));
        }
    }

    private static int read(BodyBudget.Lease lease, int length)
            throws IOException
    {
        return lease.read(new ByteArrayInputStream(new byte[length]), LIMIT, AwsProtocol.JSON).length;
    }
}
