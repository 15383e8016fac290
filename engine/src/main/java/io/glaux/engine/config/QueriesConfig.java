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
package io.glaux.engine.config;

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import jakarta.validation.constraints.Min;

/**
 * How many queries run, and how many wait.
 */
public class QueriesConfig
{
    private int maxRunning = 20;
    private int maxQueued = 1000;

    @Min(1)
    public int getMaxRunning()
    {
        return maxRunning;
    }

    @Config("queries.max-running")
    @ConfigDescription("Queries of Athena's API that run at once; further ones wait")
    public QueriesConfig setMaxRunning(int maxRunning)
    {
        this.maxRunning = maxRunning;
        return this;
    }

    @Min(0)
    public int getMaxQueued()
    {
        return maxQueued;
    }

    @Config("queries.max-queued")
    @ConfigDescription("Queries that wait at once; further ones are refused")
    public QueriesConfig setMaxQueued(int maxQueued)
    {
        this.maxQueued = maxQueued;
        return this;
    }
}
