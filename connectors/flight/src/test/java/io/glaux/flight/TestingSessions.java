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
package io.glaux.flight;

import io.trino.spi.connector.ConnectorSession;
import io.trino.testing.TestingConnectorSession;

import java.util.Map;

/**
 * Sessions with the properties of the connector.
 */
public final class TestingSessions
{
    private TestingSessions() {}

    public static ConnectorSession session()
    {
        return session(Map.of());
    }

    public static ConnectorSession session(Map<String, Object> values)
    {
        FlightConfig config = FlightConfig.of("test", Map.of("addresses", "grpc://localhost:1"));
        return TestingConnectorSession.builder()
                .setPropertyMetadata(FlightSessionProperties.all(config))
                .setPropertyValues(values)
                .build();
    }
}
