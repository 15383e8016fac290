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
package io.glaux.engine.query.work;

import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementOutcome;

/**
 * What a statement does. It has a thread of its own.
 */
@FunctionalInterface
public interface StatementWork
{
    /**
     * Runs to the end. Rows go to {@code rows} by {@link ResultSink#columns} and {@link ResultSink#page}; its other
     * methods are not for the work. A throw fails the statement: a {@link StepFailedException} with the failure of the
     * step, a {@link io.glaux.engine.error.GlauxException} with its code, anything else as a fault of the engine.
     *
     * @param steps runs statements of the engine, and knows whether the statement was cancelled: work that takes long
     *         by itself asks it from time to time
     */
    StatementOutcome run(StatementSteps steps, ResultSink rows);
}
