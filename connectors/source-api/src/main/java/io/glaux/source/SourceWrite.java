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
package io.glaux.source;

import java.util.List;
import java.util.Optional;

/**
 * A write to one table, of all nodes together; it may be continued by another object with the same {@link #state}.
 * Thread-safe.
 */
public interface SourceWrite
        extends AutoCloseable
{
    /**
     * What {@link Source#resumeWrite} needs to go on with it in another call; may be empty.
     */
    OpaqueBytes state();

    /**
     * For the user: what stays when it does not come to its end; empty when nothing stays.
     */
    String onFailure();

    /**
     * Writes rows; they are written when this returns.
     */
    void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
            throws InterruptedException;

    /**
     * @return what it left behind, for the user
     */
    Optional<String> end(boolean commit)
            throws InterruptedException;

    /**
     * Frees what this object holds; the write itself goes on until {@link #end}.
     */
    @Override
    void close();
}
