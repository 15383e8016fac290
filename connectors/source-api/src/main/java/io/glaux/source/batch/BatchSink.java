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
package io.glaux.source.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Takes batches, and decides when the next one is made.
 */
public interface BatchSink
{
    /**
     * Takes a batch, and returns when another one may be made.
     *
     * @param batch always the same object, with buffers of its own for each batch; it is emptied after the call, and
     *         whoever wants a buffer for longer retains it
     */
    void accept(VectorSchemaRoot batch, BatchFacts facts)
            throws InterruptedException;
}
