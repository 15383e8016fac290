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
package io.glaux.conformance;

import io.glaux.source.Call;
import io.glaux.source.Conjunct;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.Source;
import io.glaux.source.Taken;

import java.util.Map;

import static java.util.stream.Collectors.toMap;

/**
 * A source that says that it takes what another one does not.
 */
final class BraggingSource
        extends ForwardingSource
{
    private final boolean takesLimits;

    /**
     * @param takesLimits whether it says so of top rows and limits, and not of conjuncts
     */
    BraggingSource(Source source, boolean takesLimits)
    {
        super(source);
        this.takesLimits = takesLimits;
    }

    @Override
    public ScanPlan plan(Call call, ScanRequest scan)
    {
        ScanPlan plan = super.plan(call, scan);
        Map<Integer, Taken> conjuncts = takesLimits
                ? plan.conjuncts()
                : scan.conjuncts().stream().collect(toMap(Conjunct::id, _ -> Taken.WHOLE));
        boolean isPlain = scan.conjuncts().isEmpty() && scan.aggregation().isEmpty();
        return new ScanPlan(
                plan.scan(),
                plan.schema(),
                conjuncts,
                plan.aggregation(),
                takesLimits && isPlain && scan.topN().isPresent() ? Taken.IN_PART : plan.topN(),
                takesLimits && isPlain && scan.limit().isPresent() ? Taken.WHOLE : plan.limit(),
                plan.estimatedRows(),
                plan.estimatedBytes(),
                plan.estimatedUnits(),
                plan.accessPath());
    }
}
