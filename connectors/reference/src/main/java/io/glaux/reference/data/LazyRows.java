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
package io.glaux.reference.data;

import java.util.List;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Rows that are made when they are first asked for, and then kept.
 */
final class LazyRows
        implements TableRows
{
    private final Supplier<TableRows> maker;
    private TableRows made;

    LazyRows(Supplier<TableRows> maker)
    {
        this.maker = requireNonNull(maker, "maker is null");
    }

    @Override
    public long count()
    {
        return made().count();
    }

    @Override
    public List<Object> row(long position)
    {
        return made().row(position);
    }

    private synchronized TableRows made()
    {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
