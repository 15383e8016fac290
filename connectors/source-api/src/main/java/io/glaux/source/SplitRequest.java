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
import java.util.Optional;

/**
 * @param dynamicFilter what is known of the other side of a join; a source may read less for it, and must not leave out
 *         rows that satisfy it
 * @param columns what is read, when it is less than in the plan
 */
public record SplitRequest(List<Conjunct> dynamicFilter, Optional<List<ColumnPath>> columns)
{
    public SplitRequest
    {
        dynamicFilter = List.copyOf(dynamicFilter);
        columns = columns.map(List::copyOf);
    }
}
