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
 * One read that was allowed. Close it when the read is over, whatever its outcome: a query's report is not final
 * before.
 */
public interface ReadPermit
        extends AutoCloseable
{
    /**
     * A response to the read: its body has so many bytes. Once for each response, so a retried read counts as often as
     * it was served.
     */
    default void served(long bytes)
    {
        served(bytes, Units.NONE);
    }

    /**
     * The same for a response that took units of the source's own, whether or not it brought bytes.
     */
    void served(long bytes, Units units);

    @Override
    void close();
}
