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

/**
 * Takes rows and makes record batches of them. A batch is full by its bytes; a row that is larger than any batch goes
 * by itself. In each row a column that nothing was written to is null.
 */
public interface RowWriter
{
    /**
     * Of the schema's column at a position; the same object for all rows.
     */
    ValueWriter column(int position);

    /**
     * Ends a row, behind which the read cannot go on after a failure.
     */
    default void endRow()
            throws InterruptedException
    {
        endRow(RowCursor.NONE);
    }

    /**
     * Ends a row, and may send a batch, for which it then waits.
     *
     * @param cursor asked only when a batch ends with this row
     */
    void endRow(RowCursor cursor)
            throws InterruptedException;

    /**
     * Ends rows without columns, when rows are only counted.
     */
    void endRows(long count)
            throws InterruptedException;
}
