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
package io.glaux.engine.config;

import static java.util.Objects.requireNonNull;

/**
 * The parts of the configuration that have classes of their own.
 */
public record ConfigParts(EventsConfig events, QueriesConfig queries, SourcesConfig sources)
{
    static final ConfigParts DEFAULT =
            new ConfigParts(new EventsConfig(), new QueriesConfig(), new SourcesConfig());

    public ConfigParts
    {
        requireNonNull(events, "events is null");
        requireNonNull(queries, "queries is null");
        requireNonNull(sources, "sources is null");
    }
}
