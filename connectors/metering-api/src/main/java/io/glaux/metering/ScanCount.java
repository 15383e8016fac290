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
package io.glaux.metering;

/**
 * @param bytes body bytes of the responses to the reads
 * @param requests the responses themselves
 */
public record ScanCount(long bytes, long requests)
{
    public static final ScanCount ZERO = new ScanCount(0, 0);

    public ScanCount plus(ScanCount other)
    {
        return new ScanCount(Math.addExact(bytes, other.bytes), Math.addExact(requests, other.requests));
    }
}
