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
package io.glaux.lake;

import com.google.common.collect.ImmutableSet;

import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * What the current thread reads for: set while a page source is made and works, so that the files it opens are known to be of its
 * table.
 *
 * @param table {@code schema.table}
 * @param deleteFiles paths of the files that hold deletes of the table's rows
 */
record ScanScope(String table, Set<String> deleteFiles)
{
    private static final ThreadLocal<ScanScope> CURRENT = new ThreadLocal<>();

    ScanScope
    {
        requireNonNull(table, "table is null");
        deleteFiles = ImmutableSet.copyOf(deleteFiles);
    }

    static Optional<ScanScope> current()
    {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Enters the scope on this thread until the result is closed; the scope before it is then back.
     */
    Entered enter()
    {
        ScanScope before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            }
            else {
                CURRENT.set(before);
            }
        };
    }

    interface Entered
            extends AutoCloseable
    {
        @Override
        void close();
    }
}
