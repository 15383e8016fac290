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
package io.glaux.engine;

import io.glaux.engine.tls.ServerCertificates;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class TestTrinoSettings
{
    /**
     * A client that connects by IP address names no server, and the JDK then shows the first key in the order of a
     * HashMap. That must be the one of {@link ServerCertificates}, which Trino keeps as "key", and not the one for
     * traffic between servers.
     */
    @Test
    void ourCertificateComesBeforeTheOneForTrafficBetweenServers()
    {
        Map<String, Boolean> keys = new HashMap<>();
        keys.put(TrinoSettings.ENVIRONMENT, false);
        keys.put("key", true);
        assertThat(keys.keySet()).containsExactly("key", TrinoSettings.ENVIRONMENT);
    }
}
