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
package io.glaux.engine.query;

import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * What a statement does about what it would read.
 *
 * @param isDryRun whether to tell what the explained statement would read, and not to run it
 * @param maxBilledBytes the statement is refused before it reads a row if more would be billed; empty without limit
 */
public record Forecasting(boolean isDryRun, OptionalLong maxBilledBytes)
{
    public static final Forecasting NONE = new Forecasting(false, OptionalLong.empty());
    public static final Forecasting DRY_RUN = new Forecasting(true, OptionalLong.empty());

    public Forecasting
    {
        requireNonNull(maxBilledBytes, "maxBilledBytes is null");
    }
}
