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
 * Reads the rows of a split. Used by one thread, that is interrupted when nobody wants the rows any more.
 */
public interface RowReader
        extends AutoCloseable
{
    /**
     * Reads one page of the source, as large as the source likes, and writes its rows. {@link RowWriter#endRow} blocks
     * while the engine has enough.
     *
     * @return whether there may be more
     * @throws InterruptedException if nobody wants the rows
     */
    boolean readPage(RowWriter rows)
            throws InterruptedException;

    @Override
    void close();
}
