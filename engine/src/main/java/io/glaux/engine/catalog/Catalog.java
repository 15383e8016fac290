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
package io.glaux.engine.catalog;

/**
 * A data catalog. Every operation is one transaction: it is wholly done and durable when it returns, and not done at
 * all when it throws. Failures are {@link io.glaux.engine.error.GlauxException}: NOT_FOUND, ALREADY_EXISTS,
 * INVALID_INPUT, CONCURRENT_MODIFICATION, NOT_SUPPORTED, and, for a catalog that is elsewhere, ACCESS_DENIED and
 * CATALOG_ERROR.
 *
 * <p>Names of databases and tables are compared in lower case and kept so. A request without a CatalogId means the
 * catalog of the caller's account.
 */
public interface Catalog
{
    Databases databases();

    Tables tables();

    Partitions partitions();

    Statistics statistics();

    Resources resources();
}
