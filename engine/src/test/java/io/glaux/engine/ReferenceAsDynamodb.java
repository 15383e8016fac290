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

import io.glaux.reference.ReferenceSourceFactory;
import io.glaux.source.Setting;
import io.glaux.source.Source;
import io.glaux.source.SourceFactory;
import io.glaux.source.SourceSettings;

import java.util.Set;

/**
 * The source in memory, under the name of a kind that catalogs may have.
 */
public final class ReferenceAsDynamodb
        implements SourceFactory
{
    private final SourceFactory reference = new ReferenceSourceFactory();

    @Override
    public String name()
    {
        return "dynamodb";
    }

    @Override
    public Set<Setting> settings()
    {
        return reference.settings();
    }

    @Override
    public Source create(SourceSettings settings)
    {
        return reference.create(settings);
    }
}
