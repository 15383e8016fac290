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
package io.glaux.engine.hosts;

import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What a host reads. Its text has no values of settings.
 *
 * @param name of the catalog
 * @param source its kind: the folder of the distribution that has its code
 * @param settings with secrets
 */
public record HostSpec(String name, String source, Map<String, String> settings)
{
    public HostSpec
    {
        requireNonNull(name, "name is null");
        requireNonNull(source, "source is null");
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString()
    {
        return "%s (%s) %s".formatted(name, source, new TreeMap<>(settings).keySet());
    }
}
