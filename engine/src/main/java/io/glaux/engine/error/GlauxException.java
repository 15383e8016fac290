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
package io.glaux.engine.error;

import static java.util.Objects.requireNonNull;

/**
 * The one exception that the domain packages throw. Its message is for the person who made the request: it says what
 * went wrong, where, and what to do; it never holds a secret.
 */
public final class GlauxException
        extends RuntimeException
{
    private final ErrorCode code;

    public GlauxException(ErrorCode code, String message)
    {
        this(code, message, null);
    }

    public GlauxException(ErrorCode code, String message, Throwable cause)
    {
        super(requireNonNull(message, "message is null"), cause);
        this.code = requireNonNull(code, "code is null");
    }

    public ErrorCode code()
    {
        return code;
    }
}
