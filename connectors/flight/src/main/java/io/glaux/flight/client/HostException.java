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
package io.glaux.flight.client;

import io.trino.spi.TrinoException;

import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * What a call to a host failed with: its message is for the user, and its code is the engine's.
 */
public final class HostException
        extends TrinoException
{
    private final String sourceCode;
    private final boolean isRetryable;
    private final Duration retryAfter;

    HostException(
            FlightErrorCode errorCode,
            String sourceCode,
            String message,
            boolean isRetryable,
            Duration retryAfter,
            Throwable cause)
    {
        super(errorCode, message, cause);
        this.sourceCode = requireNonNull(sourceCode, "sourceCode is null");
        this.isRetryable = isRetryable;
        this.retryAfter = requireNonNull(retryAfter, "retryAfter is null");
    }

    /**
     * A failure that the same call would fail with again.
     */
    public static HostException lasting(FlightErrorCode errorCode, String message, Throwable cause)
    {
        return new HostException(errorCode, "", message, false, Duration.ZERO, cause);
    }

    /**
     * A failure that another try, or another host, may not have.
     */
    public static HostException passing(FlightErrorCode errorCode, String message, Throwable cause)
    {
        return new HostException(errorCode, "", message, true, Duration.ZERO, cause);
    }

    /**
     * The thread's query does not want the answer any more.
     */
    public static HostException interrupted(InterruptedException cause)
    {
        Thread.currentThread().interrupt();
        return lasting(FlightErrorCode.GLAUX_HOST_UNAVAILABLE, "A call to a host was interrupted", cause);
    }

    /**
     * The code that the specification lists, for instance {@code TABLE_NOT_FOUND}; empty when the host told none.
     */
    public String sourceCode()
    {
        return sourceCode;
    }

    public boolean isRetryable()
    {
        return isRetryable;
    }

    /**
     * How long the host wants to be left alone at least.
     */
    public Duration retryAfter()
    {
        return retryAfter;
    }
}
