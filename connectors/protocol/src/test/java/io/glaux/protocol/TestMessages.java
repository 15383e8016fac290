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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.Values;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestMessages
{
    private static final String WHAT = "The request of a test";

    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void nothingIsLeft()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    @Timeout(120)
    void expressionsComeBackWithTheirValues()
    {
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            RandomExpressions expressions = new RandomExpressions(random, allocator);
            PlanRequest request = request(expressions.tree(5));
            byte[] bytes = request.toByteArray();
            PlanRequest read = Messages.read(PlanRequest.parser(), bytes, WHAT);
            assertThat(read).as(Seed.text(seed)).isEqualTo(request);
            assertThat(read.toByteArray()).as(Seed.text(seed)).isEqualTo(bytes);
            List<TypedValues> values = new ArrayList<>();
            for (Values literal : RandomExpressions.literals(read.getScan().getConjuncts(0).getExpression())) {
                values.add(ArrowValues.read(literal, allocator));
            }
            assertThat(values.stream().map(TestMessages::comparable)).as(Seed.text(seed))
                    .containsExactlyElementsOf(expressions.written().stream().map(TestMessages::comparable).toList());
        }
    }

    @Test
    void messagesAreNestedAsDeepAsProtobufReads()
    {
        // scan and conjunct are two messages
        Expression deepest = nested(ProtocolLimits.MESSAGE_DEPTH - 2);
        assertThat(Messages.read(PlanRequest.parser(), request(deepest).toByteArray(), WHAT)).isNotNull();
        byte[] deeper = request(nested(ProtocolLimits.MESSAGE_DEPTH - 1)).toByteArray();
        assertThatThrownBy(() -> Messages.read(PlanRequest.parser(), deeper, WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("The request of a test cannot be read: ");
        byte[] endless = request(nested(2_000)).toByteArray();
        assertThatThrownBy(() -> Messages.read(PlanRequest.parser(), endless, WHAT))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void largeMessagesAreRefused()
    {
        byte[] large = new byte[ProtocolLimits.MESSAGE_BYTES + 1];
        assertThatThrownBy(() -> Messages.read(PlanRequest.parser(), large, WHAT))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessage("The request of a test has 4194305 bytes, and at most 4194304 are taken");
    }

    @Test
    void whatIsOpaqueIsThereAndBounded()
    {
        ByteString most = ByteString.copyFrom(new byte[ProtocolLimits.OPAQUE_BYTES]);
        assertThat(Messages.checkOpaque(most, "A scan")).isSameAs(most);
        ByteString more = most.concat(ByteString.copyFromUtf8("x"));
        assertThatThrownBy(() -> Messages.checkOpaque(more, "A scan")).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> Messages.checkOpaque(ByteString.EMPTY, "A scan")).hasMessage("A scan is empty");
    }

    private static Object comparable(TypedValues values)
    {
        return List.of(values.field(), RandomValues.comparable(values.values()));
    }

    private static PlanRequest request(Expression expression)
    {
        return PlanRequest.newBuilder()
                .setScan(ScanSpec.newBuilder()
                        .setTable(TableName.newBuilder().setSchema("s").setTable("T"))
                        .addConjuncts(Conjunct.newBuilder().setId(1).setExpression(expression)))
                .build();
    }

    private static Expression nested(int depth)
    {
        Expression expression = Expression.getDefaultInstance();
        for (int i = 1; i < depth; i++) {
            expression = Expression.newBuilder().setNot(expression).build();
        }
        return expression;
    }
}
