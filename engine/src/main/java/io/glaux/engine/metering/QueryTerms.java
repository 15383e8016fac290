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

import io.glaux.engine.metering.quota.QuotaSubject;
import io.glaux.metering.ScanReport;

import java.util.OptionalLong;
import java.util.function.ToLongFunction;

import static java.util.Objects.requireNonNull;

/**
 * What limits a query.
 *
 * @param subject whose quotas it is on
 * @param cutoff the most bytes that it may read itself
 * @param microUsd what scans cost, in millionths of a USD; they are told by their source only
 */
public record QueryTerms(QuotaSubject subject, OptionalLong cutoff, ToLongFunction<ScanReport> microUsd)
{
    public QueryTerms
    {
        requireNonNull(subject, "subject is null");
        requireNonNull(cutoff, "cutoff is null");
        requireNonNull(microUsd, "microUsd is null");
    }
}
