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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.lake.LakeStorage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A storage in memory.
 */
final class StoredObjects
        implements LakeStorage
{
    private final Map<String, byte[]> objects = new TreeMap<>();

    /**
     * @param uri {@code s3://bucket/key}
     */
    StoredObjects put(String uri, byte... content)
    {
        objects.put(uri, content);
        return this;
    }

    void remove(String uri)
    {
        objects.remove(uri);
    }

    @Override
    public void folders(String folder, Consumer<List<String>> page)
    {
        String prefix = folder + "/";
        page.accept(objects.keySet().stream()
                .filter(uri -> uri.startsWith(prefix) && uri.indexOf('/', prefix.length()) >= 0)
                .map(uri -> uri.substring(prefix.length(), uri.indexOf('/', prefix.length())))
                .distinct()
                .toList());
    }

    @Override
    public boolean exists(String folder)
    {
        return objects.keySet().stream().anyMatch(uri -> uri.startsWith(folder + "/"));
    }

    @Override
    public byte[] read(String object)
    {
        return objects.get(object);
    }
}
