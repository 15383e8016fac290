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
package io.glaux.engine.workgroup;

/**
 * What somebody may do with a workgroup. Each includes those before it.
 */
public enum Permission
{
    /**
     * To see its settings, its query history and its saved statements.
     */
    SEE,
    /**
     * To run queries in it, stop them, read their results, and save statements.
     */
    USE,
    /**
     * To change its settings, tags, grants and quotas, to see what its queries used, and to delete it.
     */
    MANAGE;

    public boolean includes(Permission other)
    {
        return compareTo(other) >= 0;
    }
}
