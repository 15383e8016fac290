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

import io.glaux.engine.error.GlauxException;

import java.util.Optional;

/**
 * What makes catalogs known to the engine, and keeps the processes that read their sources.
 */
public interface CatalogConnections
{
    /**
     * How a catalog is: its process, the address of that process or of its hosts, and whether it answers.
     *
     * @param health {@code ok}, or what is wrong
     */
    record Health(Optional<Long> process, Optional<String> address, String health) {}

    /**
     * Connects, and returns when the source has answered. When it does not, nothing is left of the catalog.
     *
     * @throws GlauxException with CATALOG_ERROR and what the source says, or with INVALID_INPUT if this server has not
     *         what it takes to read such a source
     */
    void connect(ResolvedCatalog catalog);

    /**
     * Connects as soon as the source answers: at the start, when it may be starting too.
     *
     * @throws GlauxException as {@link #connect}, but not for a source that does not answer
     */
    void open(ResolvedCatalog catalog);

    /**
     * Takes a catalog away. Queries that read it may go on for a while; new ones do not find it. Does nothing for one
     * that is not there.
     */
    void disconnect(String key);

    /**
     * Of a catalog that was opened or connected.
     */
    Health health(ResolvedCatalog catalog);
}
