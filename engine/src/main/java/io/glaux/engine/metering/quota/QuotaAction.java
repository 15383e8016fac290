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
package io.glaux.engine.metering.quota;

/**
 * What happens when a quota is used up.
 */
public enum QuotaAction
{
    /**
     * Queries are refused, and those that run may not read on.
     */
    BLOCK,
    /**
     * Queries wait until the quota has room again; those that run may not read on.
     */
    QUEUE,
    /**
     * Queries are refused, and all that run are cancelled at once.
     */
    CANCEL,
    /**
     * It is told, once in a period, and nothing else.
     */
    WARN;

    public boolean limits()
    {
        return this != WARN;
    }
}
