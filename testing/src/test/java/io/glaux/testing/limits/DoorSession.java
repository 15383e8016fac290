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
 * What a client does at a door.
 */
interface DoorSession
        extends AutoCloseable
{
    /**
     * Runs a statement to its end, reading all of its rows.
     */
    Ending run(String sql);

    /**
     * Starts a query and stops it in the middle.
     */
    void breakOff(String sql);

    /**
     * Starts a query and asks for nothing more: what the server does with it is the server's business. It may still be
     * there when the session is closed.
     */
    void abandon(String sql);

    @Override
    void close();
}
