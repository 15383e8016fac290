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
package io.glaux.host.catalog;

import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceException;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A factory whose name is in a file beside its class.
 */
public final class NamedByAFileFactory
        implements SourceFactory
{
    static final String FILE = "name-of-the-source";

    @Override
    public String name()
    {
        try (InputStream name = getClass().getClassLoader().getResourceAsStream(FILE)) {
            return new String(name.readAllBytes(), UTF_8);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<Setting> settings()
    {
        return Set.of();
    }

    @Override
    public Source create(SourceSettings settings)
    {
        throw SourceException.notSupported("anything");
    }
}
