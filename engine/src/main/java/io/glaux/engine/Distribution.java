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

import io.glaux.engine.instance.StartFailedException;
import io.glaux.engine.trino.FolderPlugins.PluginFolders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNullElse;

/**
 * The folder that this server was started from (the property {@code glaux.distribution}).
 */
final class Distribution
{
    private Distribution() {}

    static String version()
    {
        return requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }

    static PluginFolders pluginFolders()
    {
        Path plugins = pluginFolder();
        try (Stream<Path> folders = Files.list(plugins)) {
            return new PluginFolders(folders.filter(Files::isDirectory).sorted().toList());
        }
        catch (IOException e) {
            throw new StartFailedException(
                    "the distribution has no plugins in %s: build it again".formatted(plugins), e);
        }
    }

    static Path pluginFolder()
    {
        return folder().resolve("plugin");
    }

    static Path embeddedS3()
    {
        return folder().resolve("embedded-s3");
    }

    static Path hosts()
    {
        return folder().resolve("hosts");
    }

    static Path folder()
    {
        return Path.of(requireNonNullElse(System.getProperty("glaux.distribution"), "")).toAbsolutePath();
    }
}
