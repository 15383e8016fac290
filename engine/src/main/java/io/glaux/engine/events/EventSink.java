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
package io.glaux.engine.events;

import java.io.IOException;

/**
 * Where events go.
 */
interface EventSink
{
    /**
     * @param event a JSON document on one line
     * @throws IOException if it did not arrive, and may when it is tried again
     */
    void deliver(String event)
            throws IOException, InterruptedException;
}
