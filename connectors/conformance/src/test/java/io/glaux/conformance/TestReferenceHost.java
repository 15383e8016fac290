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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.util.Map;
import java.util.stream.Stream;

/**
 * The host that comes with Glaux conforms, with a source that takes whatever it is offered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestReferenceHost
{
    private static final int SCANS = RunScans.count();

    private ReferenceHost host;

    @BeforeAll
    void start()
    {
        host = ReferenceHost.start(Map.of());
    }

    @AfterAll
    void end()
    {
        host.close();
    }

    @TestFactory
    Stream<DynamicContainer> conforms()
    {
        return ConformanceTests.of(Conformance.checks(host, RunScans.seed(), SCANS));
    }
}
