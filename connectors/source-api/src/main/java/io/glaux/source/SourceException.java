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
package io.glaux.source;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A failure that is told to the user: its message has no secrets and no values of rows.
 */
public final class SourceException
        extends RuntimeException
{
    private final SourceErrorCode code;
    private final boolean isRetryable;
    private final transient Optional<Duration> retryAfter;

    private SourceException(
            SourceErrorCode code,
            String message,
            boolean isRetryable,
            Optional<Duration> retryAfter,
            Throwable cause)
    {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
        this.isRetryable = isRetryable;
        this.retryAfter = requireNonNull(retryAfter, "retryAfter is null");
    }

    public static SourceException of(SourceErrorCode code, String message)
    {
        return new SourceException(code, message, false, Optional.empty(), null);
    }

    public static SourceException of(SourceErrorCode code, String message, Throwable cause)
    {
        return new SourceException(code, message, false, Optional.empty(), cause);
    }

    /**
     * The same call may succeed later, for instance on another host.
     */
    public static SourceException retryable(
            SourceErrorCode code,
            String message,
            Optional<Duration> retryAfter,
            Throwable cause)
    {
        return new SourceException(code, message, true, retryAfter, cause);
    }

    public static SourceException notSupported(String what)
    {
        return of(SourceErrorCode.NOT_SUPPORTED, "This source does not support " + what);
    }

    public SourceErrorCode code()
    {
        return code;
    }

    public boolean isRetryable()
    {
        return isRetryable;
    }

    public Optional<Duration> retryAfter()
    {
        return retryAfter;
    }
}
