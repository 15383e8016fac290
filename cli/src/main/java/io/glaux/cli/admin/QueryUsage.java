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
package io.glaux.cli.admin;

import java.math.BigDecimal;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What the ledger has of a query.
 *
 * @param scannedBytes bytes of data and delete files that were read
 * @param billedBytes what of it is paid for
 */
public record QueryUsage(List<Source> sources, long scannedBytes, long billedBytes, BigDecimal dollars)
{
    public QueryUsage
    {
        sources = List.copyOf(sources);
        requireNonNull(dollars, "dollars is null");
    }

    /**
     * @param bytes scanned from this source
     * @param requests that were made to scan them
     * @param units of the source's own that they took, for people
     */
    public record Source(String source, long bytes, long requests, String units)
    {
        public Source
        {
            requireNonNull(source, "source is null");
            requireNonNull(units, "units is null");
        }
    }
}
