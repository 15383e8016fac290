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
package io.glaux.engine.athena;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.catalogs.FederatedCatalogs;

import static java.util.Objects.requireNonNull;

/**
 * All that the API shows as data catalogs.
 *
 * @param others those of other sources than the lake
 * @param browser what is in these
 */
public record AthenaCatalogs(Catalog lake, FederatedCatalogs others, CatalogBrowser browser)
{
    public AthenaCatalogs
    {
        requireNonNull(lake, "lake is null");
        requireNonNull(others, "others is null");
        requireNonNull(browser, "browser is null");
    }
}
