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
/**
 * The catalog: databases, tables with their versions, partitions, column statistics and tags, with the semantics of the
 * AWS Glue Data Catalog. The model is the AWS SDK's own: requests, answers and documents are its Glue classes. Kept in
 * our store, or passed through to another Glue. Knows neither HTTP nor Trino.
 *
 * <p>{@link io.glaux.engine.catalog.ProjectingCatalog} stands before either and answers for the partitions of tables
 * with {@code projection.enabled}; what such a table's parameters mean is in
 * {@link io.glaux.engine.catalog.projection.TableProjection}.
 */
package io.glaux.engine.catalog;
