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

/**
 * Where the results of queries are kept. A failure is a {@link io.glaux.engine.error.GlauxException} with
 * STORAGE_ERROR.
 */
public interface ResultFiles
{
    /**
     * The S3 URI of a query's result file.
     *
     * @param folder the S3 URI of the output location
     */
    String location(String folder, String executionId, StatementKind.Output output);

    /**
     * Starts to write a result; nothing is visible before {@link ResultWriter#finish}.
     *
     * @param file what {@link #location} said
     * @param maxBytes the writer refuses more with RESOURCE_LIMIT
     */
    ResultWriter open(
            String executionId,
            String file,
            StatementKind kind,
            QueryOutput output,
            OptionalLong maxBytes);

    /**
     * Whether a result is still there.
     */
    boolean exists(String file);

    /**
     * Removes what an interrupted process may have left of a result that was never finished.
     */
    void discard(String file);
}
