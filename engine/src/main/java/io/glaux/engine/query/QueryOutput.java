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
package io.glaux.engine.query;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Where the result of a query goes.
 *
 * @param requestedLocation what the client asked for, which the workgroup may override
 * @param location the folder in effect, an S3 URI
 * @param settings the JSON of Athena's ResultConfiguration in effect (encryption, owner, access control), without its
 *         location
 * @param managed whether the folder is the instance's own, which answers do not tell
 */
public record QueryOutput(Optional<String> requestedLocation, String location, String settings, boolean managed)
{
    public QueryOutput
    {
        requireNonNull(requestedLocation, "requestedLocation is null");
        requireNonNull(location, "location is null");
        requireNonNull(settings, "settings is null");
    }
}
