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
package io.glaux.engine.query;

import io.glaux.engine.workgroup.WorkgroupLimits;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What limits a query.
 */
public interface QueryLimits
{
    QueryLimits NONE = _ -> OptionalLong.empty();

    /**
     * The most bytes that a query may read; asked once, before it runs.
     *
     * @param workgroup that the query runs in
     */
    OptionalLong bytesScanned(String workgroup);

    /**
     * The limits of the workgroups that have any; asked often.
     */
    default Map<String, WorkgroupLimits> byWorkgroup()
    {
        return Map.of();
    }
}
