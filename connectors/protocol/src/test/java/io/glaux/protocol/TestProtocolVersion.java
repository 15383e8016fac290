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

import io.glaux.protocol.v1.Version;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestProtocolVersion
{
    @Test
    void theHostAnswersInTheHighestThatBothKnow()
    {
        assertThat(ProtocolVersion.answer(version(1, 0))).isEqualTo(version(1, 0));
        assertThat(ProtocolVersion.answer(version(1, 7))).isEqualTo(ProtocolVersion.current());
        assertThat(ProtocolVersion.answer(version(1, -1))).isEqualTo(ProtocolVersion.current());
    }

    @Test
    void anotherMajorVersionIsRefused()
    {
        assertThatThrownBy(() -> ProtocolVersion.answer(version(2, 3)))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_SUPPORTED))
                .hasMessage("The engine speaks version 2.3 of the federation protocol, and this host 1.0: "
                        + "use one major version");
        assertThatThrownBy(() -> ProtocolVersion.answer(Version.getDefaultInstance()))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void anAnswerIsOneThatWasOffered()
    {
        assertThatCode(() -> ProtocolVersion.checkAnswer(version(1, 0))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ProtocolVersion.checkAnswer(version(1, 1)))
                .hasMessageStartingWith("The host speaks version 1.1 of the federation protocol, and this engine 1.0");
        assertThatThrownBy(() -> ProtocolVersion.checkAnswer(version(0, 0))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> ProtocolVersion.checkAnswer(version(1, -1)))
                .hasMessageContaining("1.4294967295");
    }

    private static Version version(int major, int minor)
    {
        return Version.newBuilder().setMajor(major).setMinor(minor).build();
    }
}
