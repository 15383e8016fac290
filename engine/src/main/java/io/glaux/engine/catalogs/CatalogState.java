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
package io.glaux.engine.catalogs;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How a catalog is, for people.
 *
 * @param source the kind, or {@value #UNUSED_FILE} for a file that makes no catalog
 * @param process that reads the source
 * @param address of that process, or of the hosts
 * @param health {@code ok}, or what is wrong
 */
public record CatalogState(
        String name,
        String source,
        Optional<Long> process,
        Optional<String> address,
        String health)
{
    public static final String UNUSED_FILE = "file";

    public CatalogState
    {
        requireNonNull(name, "name is null");
        requireNonNull(source, "source is null");
        requireNonNull(process, "process is null");
        requireNonNull(address, "address is null");
        requireNonNull(health, "health is null");
    }
}
