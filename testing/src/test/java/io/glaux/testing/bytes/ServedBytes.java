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
package io.glaux.testing.bytes;

import io.glaux.testing.storage.CountingProxy;
import io.glaux.testing.storage.ServedGet;

/**
 * What the storage has served of a folder's files.
 *
 * @param data of files with rows and of delete files
 * @param metadata of Iceberg's table metadata, manifests and statistics, which live in folders of that name
 */
record ServedBytes(long data, long metadata)
{
    static ServedBytes of(CountingProxy proxy, String folder)
    {
        long data = 0;
        long metadata = 0;
        for (ServedGet get : proxy.snapshot()) {
            if (get.path().contains("/metadata/") && get.path().contains(folder)) {
                metadata += get.bytes();
            }
            else if (get.path().contains(folder)) {
                data += get.bytes();
            }
        }
        return new ServedBytes(data, metadata);
    }

    ServedBytes minus(ServedBytes other)
    {
        return new ServedBytes(data - other.data, metadata - other.metadata);
    }
}
