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
package io.glaux.testing.conformance;

import io.glaux.conformance.Conformance;
import io.glaux.conformance.ConformanceTests;
import io.glaux.testing.RunSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The host of docs/connectors/python-host.md conforms.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestPythonHost
{
    private PythonHost host;
    private long seed;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        seed = RunSize.random("python-host").nextLong();
        host = PythonHost.start(folder, seed);
    }

    @AfterAll
    void end()
    {
        host.close();
    }

    @TestFactory
    Stream<DynamicContainer> conforms()
    {
        return ConformanceTests.of(Conformance.checks(host, seed, RunSize.pick(60, 2000)));
    }
}
