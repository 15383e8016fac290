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

/**
 * What scanned bytes cost, by Athena's rules: rounded up to the megabyte of 1,000,000 bytes, at least ten of them for a
 * query, 5 USD for a terabyte of 10^12 bytes (<a href="https://aws.amazon.com/athena/pricing/">Athena pricing</a>).
 */
public final class UsagePrice
{
    private static final long MEGABYTE = 1_000_000;
    private static final long MINIMUM_MEGABYTES = 10;
    private static final long MICRO_USD_PER_MEGABYTE = 5;

    private UsagePrice() {}

    /**
     * Bytes that are billed for a query that is not free.
     */
    public static long billedBytes(long scannedBytes)
    {
        return Math.max(Math.ceilDiv(scannedBytes, MEGABYTE), MINIMUM_MEGABYTES) * MEGABYTE;
    }

    /**
     * The cost in millionths of a USD, which is exact for what {@link #billedBytes} gives.
     */
    public static long microUsd(long billedBytes)
    {
        return Math.ceilDiv(billedBytes, MEGABYTE) * MICRO_USD_PER_MEGABYTE;
    }
}
