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
package io.glaux.engine.query;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A page of the history.
 *
 * @param ids newest first
 * @param nextToken continues after this page; empty on the last one
 */
public record QueryPage(List<String> ids, Optional<String> nextToken)
{
    public QueryPage
    {
        ids = List.copyOf(ids);
        requireNonNull(nextToken, "nextToken is null");
    }
}
