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
package io.glaux.engine.catalog.projection;

import io.glaux.engine.catalog.predicate.KeyDomain;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The values that the configuration of one partition column makes.
 */
interface ColumnProjection
{
    /**
     * The values that a domain may hold. Others may be among them; none is missing.
     */
    ProjectedValues within(KeyDomain domain);

    /**
     * The value of the projection that is equal to one of a request.
     */
    Optional<ProjectedValue> find(String value);

    /**
     * How many values there are, or a number that is not more; empty when the column takes any value.
     */
    OptionalLong size();
}
