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
package io.glaux.host.testing;

import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.util.Set;

/**
 * Makes scripted sources; one of them cannot be reached.
 */
public final class ScriptedFactory
        implements SourceFactory
{
    @Override
    public String name()
    {
        return "scripted";
    }

    @Override
    public Set<Setting> settings()
    {
        return Set.of(
                Setting.of("reachable", "true or false; default true"),
                Setting.secret("password", "any text"));
    }

    @Override
    public Source create(SourceSettings settings)
    {
        if (!settings.isTrue("reachable", true)) {
            throw SourceException.of(SourceErrorCode.SOURCE_UNAVAILABLE, "The source is not there");
        }
        return new ScriptedSource(new Probe());
    }
}
