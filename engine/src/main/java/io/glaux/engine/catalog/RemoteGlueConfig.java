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
package io.glaux.engine.catalog;

import java.net.URI;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The keys {@code catalog.glue.*}: another Glue that serves as the catalog.
 *
 * @param endpoint of that Glue; Amazon's of the region when empty
 * @param region of its signatures; by the AWS SDK's own chain when empty
 * @param accessKey with secretKey: who asks; by the AWS credential chain when empty
 */
public record RemoteGlueConfig(
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<String> accessKey,
        Optional<String> secretKey)
{
    public RemoteGlueConfig
    {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(region, "region is null");
        requireNonNull(accessKey, "accessKey is null");
        requireNonNull(secretKey, "secretKey is null");
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException(
                    "catalog.glue.access-key and catalog.glue.secret-key go together: set both or none");
        }
    }

    /**
     * Without the secret.
     */
    @Override
    public String toString()
    {
        return "RemoteGlueConfig[endpoint=%s, region=%s]".formatted(endpoint, region);
    }
}
