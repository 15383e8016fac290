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

import io.glaux.engine.query.StatementFailure;

import static java.util.Objects.requireNonNull;

/**
 * A step of a statement failed, or the statement was cancelled.
 */
public final class StepFailedException
        extends RuntimeException
{
    private final transient StatementFailure failure;

    public StepFailedException(StatementFailure failure)
    {
        super(failure.message());
        this.failure = requireNonNull(failure, "failure is null");
    }

    public StatementFailure failure()
    {
        return failure;
    }

    /**
     * The same failure in other words.
     */
    public StepFailedException withMessage(String message)
    {
        return new StepFailedException(
                new StatementFailure(failure.type(), failure.name(), message, failure.cancelled()));
    }
}
