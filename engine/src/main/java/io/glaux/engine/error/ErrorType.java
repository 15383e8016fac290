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
package io.glaux.engine.error;

/**
 * Whose fault a failure is: Trino's four types, used for every failure of Glaux.
 */
public enum ErrorType
{
    /**
     * The statement, the request or the caller's permissions are at fault; repeating it unchanged fails again.
     */
    USER,
    /**
     * A source that we read from or write to failed: storage, a database, another catalog.
     */
    SOURCE,
    /**
     * Glaux or Trino is at fault.
     */
    ENGINE,
    /**
     * A limit was reached: memory, time, bytes, concurrency.
     */
    RESOURCES,
}
