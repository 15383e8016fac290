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

/**
 * Looks rows up by keys. Used by one thread, that is interrupted when nobody wants the rows any more.
 */
public interface KeyLookup
        extends AutoCloseable
{
    /**
     * Writes the rows of each key, in any order. Keys with a null have no rows.
     *
     * @param keys each the values of the key columns, in the forms of {@link ColumnTypes}
     */
    void lookUp(List<List<Object>> keys, LookupWriter rows)
            throws InterruptedException;

    @Override
    void close();
}
