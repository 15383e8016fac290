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
package io.glaux.metering;

import static java.util.Objects.requireNonNull;

/**
 * What a count is kept by, within a query.
 *
 * @param source the catalog, for instance {@code awsdatacatalog}
 * @param table {@code schema.table}, or empty when the reader does not know it
 */
public record ScanKey(String source, String table, ReadKind kind)
{
    public ScanKey
    {
        requireNonNull(source, "source is null");
        requireNonNull(table, "table is null");
        requireNonNull(kind, "kind is null");
    }
}
