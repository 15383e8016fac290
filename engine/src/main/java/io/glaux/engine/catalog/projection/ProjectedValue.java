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
package io.glaux.engine.catalog.projection;

import static java.util.Objects.requireNonNull;

/**
 * A value that a projection makes.
 *
 * @param value as partitions have it; a date of a column of type date is in ISO form, whatever its format
 * @param path as it stands in locations
 */
record ProjectedValue(String value, String path)
{
    ProjectedValue
    {
        requireNonNull(value, "value is null");
        requireNonNull(path, "path is null");
    }
}
