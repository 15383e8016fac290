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

import io.glaux.engine.query.StatementOutcome;

import java.util.Collections;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The end of a step that succeeded.
 *
 * @param rows values as {@link io.trino.spi.type.Type#getObjectValue} gives them, null for NULL
 */
public record StepResult(StatementOutcome outcome, List<List<Object>> rows)
{
    public StepResult
    {
        requireNonNull(outcome, "outcome is null");
        rows = Collections.unmodifiableList(rows);
    }
}
