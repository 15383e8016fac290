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
package io.glaux.engine.workgroup;

import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * A workgroup and its settings.
 *
 * @param configuration what the workgroup was given, in the terms of Athena's service model
 */
public record Workgroup(
        String name,
        WorkGroupState state,
        Optional<String> description,
        WorkGroupConfiguration configuration,
        Instant createdAt)
{
    /**
     * The workgroup of queries that name none.
     */
    public static final String PRIMARY = "primary";

    public Workgroup
    {
        requireNonNull(name, "name is null");
        requireNonNull(state, "state is null");
        requireNonNull(description, "description is null");
        requireNonNull(configuration, "configuration is null");
        requireNonNull(createdAt, "createdAt is null");
    }

    public boolean enabled()
    {
        return state == WorkGroupState.ENABLED;
    }

    /**
     * Whether the settings for results take the place of those that a client sends.
     */
    public boolean enforcesConfiguration()
    {
        return Boolean.TRUE.equals(configuration.enforceWorkGroupConfiguration());
    }

    /**
     * How many bytes a query may scan; empty when there is no limit.
     */
    public OptionalLong bytesScannedCutoff()
    {
        Long cutoff = configuration.bytesScannedCutoffPerQuery();
        return cutoff == null ? OptionalLong.empty() : OptionalLong.of(cutoff);
    }

    /**
     * Whether its queries are in the metrics: unless it says that they are not.
     */
    public boolean publishesMetrics()
    {
        return !Boolean.FALSE.equals(configuration.publishCloudWatchMetricsEnabled());
    }

    /**
     * Whether requests to storage say that the requester pays, for buckets that want that.
     */
    public boolean requesterPays()
    {
        return Boolean.TRUE.equals(configuration.requesterPaysEnabled());
    }

    /**
     * Whether results go to the instance's own place, which the API does not tell.
     */
    public boolean managesResults()
    {
        return configuration.managedQueryResultsConfiguration() != null
                && Boolean.TRUE.equals(configuration.managedQueryResultsConfiguration().enabled());
    }

    public ResultConfiguration resultConfiguration()
    {
        ResultConfiguration results = configuration.resultConfiguration();
        return results == null ? ResultConfiguration.builder().build() : results;
    }
}
