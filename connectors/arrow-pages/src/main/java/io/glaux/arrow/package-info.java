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
 * Arrow's batches to and from pages of Trino. The two lay columns out alike, so that a column is copied by its buffers
 * and not by its values: {@link io.glaux.arrow.ArrowToPage} and {@link io.glaux.arrow.PageToArrow}. Whatever comes from
 * the wire is checked on the way: what does not fit is an {@link io.glaux.arrow.InvalidBatchException}.
 */
package io.glaux.arrow;
