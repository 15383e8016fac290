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
package io.glaux.dynamodb.plan;

import java.util.List;

/**
 * An attribute of an item, or what is under keys in its maps.
 *
 * @param names the attribute's, then the keys
 */
public record AttributePath(List<String> names)
{
    public AttributePath
    {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A path has at least the name of an attribute");
        }
    }

    public static AttributePath of(String... names)
    {
        return new AttributePath(List.of(names));
    }

    public String attribute()
    {
        return names.getFirst();
    }

    public boolean isAttribute(String name)
    {
        return names.size() == 1 && names.getFirst().equals(name);
    }

    /**
     * Whether it is another path, or contains it.
     */
    public boolean covers(AttributePath other)
    {
        return names.size() <= other.names.size() && other.names.subList(0, names.size()).equals(names);
    }
}
