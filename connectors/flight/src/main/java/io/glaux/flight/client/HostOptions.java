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

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How the hosts of one catalog are called.
 *
 * @param addresses of replicas: any of them can take any call
 * @param callTimeout of a call that has one answer
 * @param answerTimeout between two answers of a call that has many, while the host is alive
 * @param probeInterval after how long without an answer a host is asked whether it is alive
 * @param maxMessageBytes of one message, in either direction: the largest row fits
 * @param memoryBytes of batches that have come and are not pages yet, of all streams together
 */
public record HostOptions(
        List<HostAddress> addresses,
        TlsFiles tls,
        Optional<BearerToken> token,
        Duration callTimeout,
        Duration answerTimeout,
        Duration probeInterval,
        int maxMessageBytes,
        long memoryBytes,
        RetryPolicy retries)
{
    /**
     * Longer than a source waits that is refused for capacity.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(40);
    private static final int MAX_MESSAGE_BYTES = 256 << 20;
    private static final long MEMORY_BYTES = 256 << 20;

    public HostOptions
    {
        addresses = List.copyOf(addresses);
        requireNonNull(tls, "tls is null");
        requireNonNull(token, "token is null");
        requireNonNull(callTimeout, "callTimeout is null");
        requireNonNull(answerTimeout, "answerTimeout is null");
        requireNonNull(probeInterval, "probeInterval is null");
        requireNonNull(retries, "retries is null");
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A catalog has at least one host");
        }
        if (maxMessageBytes <= 0 || memoryBytes <= 0) {
            throw new IllegalArgumentException("The size of messages and the memory for them are more than nothing");
        }
    }

    public static HostOptions of(List<HostAddress> addresses)
    {
        return new HostOptions(
                addresses,
                TlsFiles.NONE,
                Optional.empty(),
                Duration.ofMinutes(2),
                LONGEST_SILENCE,
                Duration.ofSeconds(15),
                MAX_MESSAGE_BYTES,
                MEMORY_BYTES,
                RetryPolicy.STANDARD);
    }

    public HostOptions withTls(TlsFiles files)
    {
        return new HostOptions(
                addresses,
                files,
                token,
                callTimeout,
                answerTimeout,
                probeInterval,
                maxMessageBytes,
                memoryBytes,
                retries);
    }

    public HostOptions withToken(BearerToken bearerToken)
    {
        return new HostOptions(
                addresses,
                tls,
                Optional.of(bearerToken),
                callTimeout,
                answerTimeout,
                probeInterval,
                maxMessageBytes,
                memoryBytes,
                retries);
    }

    public HostOptions withTimeouts(Duration call, Duration answer, Duration probe)
    {
        return new HostOptions(addresses, tls, token, call, answer, probe, maxMessageBytes, memoryBytes, retries);
    }

    public HostOptions withSizes(int messageBytes, long memory)
    {
        return new HostOptions(
                addresses,
                tls,
                token,
                callTimeout,
                answerTimeout,
                probeInterval,
                messageBytes,
                memory,
                retries);
    }

    public HostOptions withRetries(RetryPolicy policy)
    {
        return new HostOptions(
                addresses,
                tls,
                token,
                callTimeout,
                answerTimeout,
                probeInterval,
                maxMessageBytes,
                memoryBytes,
                policy);
    }
}
