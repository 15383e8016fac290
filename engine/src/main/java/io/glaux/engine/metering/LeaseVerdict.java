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
 * What a budget says to a read.
 *
 * @param message why it is refused; else empty
 */
public record LeaseVerdict(Kind kind, String message)
{
    static final LeaseVerdict GRANTED = new LeaseVerdict(Kind.GRANTED, "");
    static final LeaseVerdict WAIT = new LeaseVerdict(Kind.WAIT, "");
    static final LeaseVerdict UNLIMITED = new LeaseVerdict(Kind.UNLIMITED, "");

    public LeaseVerdict
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(message, "message is null");
    }

    static LeaseVerdict refused(String message)
    {
        return new LeaseVerdict(Kind.REFUSED, message);
    }

    public enum Kind
    {
        GRANTED,
        /**
         * What is left covers the read only if reads under way turn out shorter than they might: ask again.
         */
        WAIT,
        REFUSED,
        /**
         * Nothing limits the query at this time.
         */
        UNLIMITED,
    }
}
