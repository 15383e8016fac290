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

/**
 * The version of the protocol that this software speaks: one major version, and of that all minor versions up to one. A
 * later minor version adds what can be left out: fields, actions, features, codes of errors.
 */
public final class ProtocolVersion
{
    public static final int MAJOR = 1;
    public static final int MINOR = 0;

    private ProtocolVersion() {}

    public static Version current()
    {
        return Version.newBuilder().setMajor(MAJOR).setMinor(MINOR).build();
    }

    /**
     * What a host answers to an engine: the highest version that both know.
     *
     * @throws ProtocolException if there is none
     */
    public static Version answer(Version engine)
    {
        if (engine.getMajor() != MAJOR) {
            throw refused(
                    "The engine speaks version %s of the federation protocol, and this host %s: use one major version",
                    engine);
        }
        int minor = Integer.compareUnsigned(engine.getMinor(), MINOR) < 0 ? engine.getMinor() : MINOR;
        return engine.toBuilder().setMinor(minor).build();
    }

    /**
     * Checks what a host answered to an engine.
     *
     * @throws ProtocolException if the engine does not know it
     */
    public static void checkAnswer(Version host)
    {
        if (host.getMajor() != MAJOR || Integer.compareUnsigned(host.getMinor(), MINOR) > 0) {
            throw refused(
                    "The host speaks version %s of the federation protocol, and this engine %s: use one of its version",
                    host);
        }
    }

    private static ProtocolException refused(String sentence, Version theirs)
    {
        return new ProtocolException(
                ErrorCode.VERSION_NOT_SUPPORTED,
                sentence.formatted(text(theirs), text(current())));
    }

    public static String text(Version version)
    {
        return "%s.%s".formatted(
                Integer.toUnsignedString(version.getMajor()),
                Integer.toUnsignedString(version.getMinor()));
    }
}
