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

import static java.util.Objects.requireNonNull;

/**
 * A setting of a source.
 *
 * @param name one that ends with an asterisk stands for all that begin with what is before it
 * @param description for people: what it is for, its form and its default
 * @param isSecret whether its value is kept out of every list, log and message
 */
public record Setting(String name, String description, boolean isSecret)
{
    public Setting
    {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
    }

    /**
     * Whether this is the setting of a name.
     */
    public boolean isOf(String candidate)
    {
        return name.endsWith("*")
                ? candidate.startsWith(name.substring(0, name.length() - 1)) && candidate.length() >= name.length()
                : candidate.equals(name);
    }

    public static Setting of(String name, String description)
    {
        return new Setting(name, description, false);
    }

    public static Setting secret(String name, String description)
    {
        return new Setting(name, description, true);
    }
}
