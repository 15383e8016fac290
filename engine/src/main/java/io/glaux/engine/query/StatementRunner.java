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

/**
 * Runs statements. Implemented over Trino's dispatcher; issued statements are metered and recorded by whoever calls.
 */
public interface StatementRunner
{
    /**
     * Starts a statement and returns at once. The sink is called from one thread at a time, and ends with exactly one
     * call of {@link ResultSink#finished} or {@link ResultSink#failed}, after the bytes of the statement are final.
     */
    RunningStatement start(StatementRequest request, ResultSink sink);
}
