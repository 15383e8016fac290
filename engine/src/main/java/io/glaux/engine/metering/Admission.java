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
package io.glaux.engine.metering;

import static java.util.Objects.requireNonNull;

/**
 * Whether a query may run now.
 *
 * @param message why it may not; else empty
 */
public record Admission(Kind kind, String message)
{
    static final Admission ADMITTED = new Admission(Kind.ADMITTED, "");

    public Admission
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(message, "message is null");
    }

    public enum Kind
    {
        ADMITTED,
        /**
         * Until its quotas have room again.
         */
        WAITS,
        REFUSED,
    }
}
