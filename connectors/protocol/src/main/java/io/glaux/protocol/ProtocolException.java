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

import io.glaux.protocol.v1.ErrorDetail;

import static java.util.Objects.requireNonNull;

/**
 * What came over the wire, or should go, does not keep to the protocol. Its message is for people, and has no values.
 */
public final class ProtocolException
        extends RuntimeException
{
    private final ErrorCode code;

    public ProtocolException(ErrorCode code, String message)
    {
        super(message);
        this.code = requireNonNull(code, "code is null");
    }

    public ProtocolException(ErrorCode code, String message, Throwable cause)
    {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
    }

    static ProtocolException malformed(String what)
    {
        return new ProtocolException(ErrorCode.INVALID_REQUEST, what);
    }

    static ProtocolException malformed(String what, Throwable cause)
    {
        return new ProtocolException(ErrorCode.INVALID_REQUEST, what, cause);
    }

    public ErrorCode code()
    {
        return code;
    }

    /**
     * As it is told to the other side.
     */
    public ErrorDetail detail()
    {
        return ErrorDetails.of(code, getMessage());
    }
}
