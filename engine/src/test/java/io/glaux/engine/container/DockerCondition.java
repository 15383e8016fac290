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
package io.glaux.engine.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

import java.util.logging.Level;
import java.util.logging.Logger;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

/**
 * Asks Docker before a suite is made: a suite that gives up once it runs is in no report. Testcontainers remembers the
 * answer for the life of the JVM; {@code testcontainers.properties} limits how long it waits for a socket on which
 * nobody listens.
 */
final class DockerCondition
        implements ExecutionCondition
{
    // held here, because loggers that nobody holds are collected, and their levels with them
    private static final Logger TESTCONTAINERS = Logger.getLogger("org.testcontainers");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context)
    {
        return answers()
                ? enabled("Docker answers")
                : disabled("missing on this machine: a Docker that answers, for the suites on containers");
    }

    /**
     * Testcontainers logs stack traces where Docker does not answer. That is for whoever counts on it, which we do not.
     */
    private static boolean answers()
    {
        Level before = TESTCONTAINERS.getLevel();
        TESTCONTAINERS.setLevel(Level.OFF);
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        }
        finally {
            TESTCONTAINERS.setLevel(before);
        }
    }
}
