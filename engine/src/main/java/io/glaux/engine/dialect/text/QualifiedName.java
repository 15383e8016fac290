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
package io.glaux.engine.dialect.text;

import java.util.List;
import java.util.Optional;

/**
 * A name in a statement.
 *
 * @param parts one to three, in lower case, without quotes
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record QualifiedName(List<String> parts, int start, int end)
{
    public QualifiedName
    {
        parts = List.copyOf(parts);
    }

    public String table()
    {
        return parts.getLast();
    }

    public Optional<String> database()
    {
        return parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.empty();
    }

    public Optional<String> catalog()
    {
        return parts.size() > 2 ? Optional.of(parts.getFirst()) : Optional.empty();
    }
}
