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
package io.glaux.host.example;

import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Makes sources of folders with property files.
 */
public final class PropertyFilesFactory
        implements SourceFactory
{
    @Override
    public String name()
    {
        return "property-files";
    }

    @Override
    public Set<Setting> settings()
    {
        return Set.of(Setting.of("folder", "The folder with the files: each NAME.properties is a table"));
    }

    @Override
    public Source create(SourceSettings settings)
    {
        Path folder = Path.of(settings.get("folder"));
        if (!Files.isDirectory(folder)) {
            throw settings.wrong("folder", "is a folder that the host can read");
        }
        return new PropertyFiles(folder);
    }
}
