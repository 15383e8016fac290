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
package io.glaux.source;

import java.util.Set;

/**
 * Makes sources of one kind; found by {@link java.util.ServiceLoader}. A source author implements this, {@link Source},
 * {@link RowReader}, and of {@link Source}'s optional parts what the source can do.
 */
public interface SourceFactory
{
    /**
     * The kind of source, for instance {@code dynamodb}: lower case letters, digits and dashes.
     */
    String name();

    /**
     * The settings that it knows. Others are refused before {@link #create}.
     */
    Set<Setting> settings();

    /**
     * Connects, so that settings which cannot work fail here.
     *
     * @throws SourceException if the settings are wrong or the source cannot be reached
     */
    Source create(SourceSettings settings);
}
