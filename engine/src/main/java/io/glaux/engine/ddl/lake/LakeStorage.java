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
package io.glaux.engine.ddl.lake;

import java.util.List;
import java.util.function.Consumer;

/**
 * What statements of DDL ask the storage. Locations are URIs, {@code s3://bucket/folder}, of folders without their last
 * slash.
 */
public interface LakeStorage
{
    /**
     * The names of the folders in a folder, in order, as they are found: a page at a time.
     */
    void folders(String folder, Consumer<List<String>> page);

    /**
     * Whether anything is in a folder.
     */
    boolean exists(String folder);

    /**
     * The bytes of a small object.
     */
    byte[] read(String object);
}
