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

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A page of a table's projected partitions.
 *
 * @param next where to go on, none at the end; there may be no partition on a page and yet more to come
 */
public record ProjectedPage(List<ProjectedPartition> partitions, Optional<List<Long>> next)
{
    public ProjectedPage
    {
        partitions = List.copyOf(partitions);
        requireNonNull(next, "next is null");
    }
}
