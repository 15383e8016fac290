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
package io.glaux.testing.limits;

/**
 * What an evasion needs of its door and its source. It is tried where the two have all of it.
 */
enum Need
{
    /**
     * A door whose sessions live on from one statement to the next.
     */
    SESSION,
    /**
     * The door of Trino's clients: what these say beside a statement, and Trino's own statements.
     */
    TRINO,
    /**
     * The door of Athena's clients: its API, and Athena's own statements.
     */
    ATHENA,
    /**
     * A source that Glaux reads in files of the lake.
     */
    LAKE,
    /**
     * A source in tables of Iceberg.
     */
    ICEBERG,
}
