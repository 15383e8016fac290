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

import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the changes of queries' states, and warnings of quotas, are told.
 */
public class EventsConfig
{
    private Optional<Path> file = Optional.empty();
    private Optional<URI> webhook = Optional.empty();

    @NotNull
    public Optional<Path> getFile()
    {
        return file;
    }

    @Config("events.file")
    @ConfigDescription("File that gets a line for each change of a query's state and each warning of a quota")
    public EventsConfig setFile(Path file)
    {
        this.file = Optional.ofNullable(file);
        return this;
    }

    @NotNull
    public Optional<URI> getWebhook()
    {
        return webhook;
    }

    @Config("events.webhook")
    @ConfigDescription("URL to which each change of a query's state and each warning of a quota is posted")
    @ConfigSecuritySensitive
    public EventsConfig setWebhook(URI webhook)
    {
        this.webhook = Optional.ofNullable(webhook);
        return this;
    }

    @AssertTrue(message = "events.webhook is a URL like https://hooks.example.com/glaux")
    public boolean isWebhookUrl()
    {
        return webhook.map(GlauxConfig::isHttp).orElse(true);
    }
}
