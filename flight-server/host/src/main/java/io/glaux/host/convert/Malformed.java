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

import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;

/**
 * Requests that do not keep to the protocol.
 */
public final class Malformed
{
    private Malformed() {}

    /**
     * @param what for people, without values
     */
    public static ProtocolException request(String what)
    {
        return new ProtocolException(ErrorCode.INVALID_REQUEST, what);
    }

    static ProtocolException unknownKind(String what)
    {
        return request(what + " is of a kind that the host does not know");
    }
}
