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
package io.glaux.engine.trino;

import com.google.common.collect.ImmutableSet;
import io.glaux.engine.query.StatementRequest;
import io.trino.client.ClientCapabilities;
import io.trino.server.SessionContext;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.Identity;
import io.trino.spi.security.SelectedRole;
import io.trino.spi.session.ResourceEstimates;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static io.trino.client.ProtocolHeaders.TRINO_HEADERS;
import static io.trino.spi.security.SelectedRole.Type.NONE;

/**
 * The session of a statement that comes in by one of our own doors.
 */
final class StatementSessions
{
    private static final String SOURCE = "glaux";
    private static final String DEFAULT_DATABASE = "default";
    private static final Set<String> CAPABILITIES =
            Arrays.stream(ClientCapabilities.values()).map(Enum::name).collect(toImmutableSet());

    private StatementSessions() {}

    static SessionContext of(StatementRequest request, ParameterizedText text)
    {
        Identity identity = Identity.forUser(request.principal().user())
                .withPrincipal(new BasicPrincipal(request.principal().user()))
                .build();
        return new SessionContext(
                TRINO_HEADERS,
                Optional.of(request.catalog().orElse(LakeCatalogs.LAKE).toLowerCase(Locale.ENGLISH)),
                Optional.of(request.database().orElse(DEFAULT_DATABASE).toLowerCase(Locale.ENGLISH)),
                Optional.empty(),
                Optional.of(identity),
                identity,
                identity,
                new SelectedRole(NONE, Optional.empty()),
                Optional.of(SOURCE),
                Optional.of(request.executionId()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("UTC"),
                Optional.empty(),
                ImmutableSet.of(WorkgroupTag.of(request.workgroup())),
                CAPABILITIES,
                new ResourceEstimates(Optional.empty(), Optional.empty(), Optional.empty()),
                systemProperties(request),
                catalogProperties(request),
                text.preparedStatements(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> systemProperties(StatementRequest request)
    {
        return request.sessionProperties().entrySet().stream()
                .filter(property -> property.getKey().indexOf('.') < 0)
                .collect(toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Map<String, String>> catalogProperties(StatementRequest request)
    {
        Map<String, Map<String, String>> byCatalog = new HashMap<>();
        request.sessionProperties().forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot >= 0) {
                byCatalog.computeIfAbsent(name.substring(0, dot), _ -> new HashMap<>())
                        .put(name.substring(dot + 1), value);
            }
        });
        return byCatalog;
    }
}
