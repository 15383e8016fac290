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
package io.glaux.arrow;

import io.trino.spi.block.Block;

/**
 * Makes blocks of the batches of one column. Used by one thread.
 */
interface ColumnConverter
{
    /**
     * @param rows which rows there are that the column is a part of: for a field within a row that is null, there is
     *         nothing to be checked, and the field is null
     * @throws InvalidBatchException if the column's buffers are wrong
     */
    Block convert(ArrowColumn column, Validity rows);
}
