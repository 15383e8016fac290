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

import io.glaux.conformance.checks.CancellationChecks;
import io.glaux.conformance.checks.DrainChecks;
import io.glaux.conformance.checks.HelloChecks;
import io.glaux.conformance.checks.LookupChecks;
import io.glaux.conformance.checks.MemoryChecks;
import io.glaux.conformance.checks.MetadataChecks;
import io.glaux.conformance.checks.PlanChecks;
import io.glaux.conformance.checks.PushdownChecks;
import io.glaux.conformance.checks.ReadChecks;
import io.glaux.conformance.checks.RequestChecks;
import io.glaux.conformance.checks.ResumeChecks;
import io.glaux.conformance.checks.SecurityChecks;
import io.glaux.conformance.checks.WriteChecks;

import java.util.List;
import java.util.stream.Stream;

/**
 * All checks. They run one after the other, in this order: the last ones end the host.
 */
public final class Conformance
{
    private Conformance() {}

    /**
     * @param seed of what is random
     * @param scans how many random scans are tried
     */
    public static List<Check> checks(TestedHost host, long seed, int scans)
    {
        return Stream.of(
                        new HelloChecks(host).all(),
                        new MetadataChecks(host).all(),
                        new RequestChecks(host).all(),
                        new PlanChecks(host).all(),
                        new ReadChecks(host).all(),
                        new PushdownChecks(host, seed, scans).all(),
                        new LookupChecks(host, seed).all(),
                        new WriteChecks(host).all(),
                        new SecurityChecks(host, seed).all(),
                        new MemoryChecks(host).all(),
                        new CancellationChecks(host).all(),
                        new ResumeChecks(host, seed).all(),
                        new DrainChecks(host).all())
                .flatMap(List::stream)
                .toList();
    }
}
