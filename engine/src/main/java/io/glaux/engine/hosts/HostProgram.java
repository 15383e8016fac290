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
package io.glaux.engine.hosts;

import io.glaux.engine.error.GlauxException;

import java.util.List;

/**
 * What a host's JVM runs.
 */
public interface HostProgram
{
    /**
     * The class path and the main class, as arguments of {@code java}.
     *
     * @throws GlauxException with INVALID_INPUT if there is no code for this kind of source
     */
    List<String> arguments(String source);
}
