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

import io.trino.spi.Page;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes one result. Ends with one call of {@link #finish} or {@link #abort}. A failure is a
 * {@link io.glaux.engine.error.GlauxException} with STORAGE_ERROR; {@link #abort} is due after it.
 */
public interface ResultWriter
{
    /**
     * Before the first page; not called for statements without columns.
     */
    void columns(List<ResultColumn> columns);

    void page(Page page);

    /**
     * Makes the whole result visible.
     */
    void finish(Optional<String> updateType, OptionalLong updateCount);

    /**
     * Leaves nothing behind. Does not throw.
     */
    void abort();
}
