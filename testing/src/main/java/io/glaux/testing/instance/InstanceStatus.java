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
package io.glaux.testing.instance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What {@code ./glaux status --json} says.
 */
public record InstanceStatus(
        String role,
        long pid,
        int awsPort,
        int httpsPort,
        String version,
        List<String> workers,
        List<String> catalogs)
{
    public InstanceStatus
    {
        requireNonNull(role, "role is null");
        requireNonNull(version, "version is null");
        workers = List.copyOf(workers);
        catalogs = List.copyOf(catalogs);
    }

    static InstanceStatus of(JsonNode json)
    {
        List<String> workers = new ArrayList<>();
        json.required("workers")
                .forEach(worker -> workers.add(worker.isTextual() ? worker.textValue() : worker.toString()));
        List<String> catalogs = new ArrayList<>();
        json.required("catalogs").forEach(catalog -> catalogs.add(catalog.required("name").textValue()));
        return new InstanceStatus(
                json.required("role").textValue(),
                json.required("pid").longValue(),
                json.required("ports").path("aws").asInt(),
                json.required("ports").path("https").asInt(),
                json.required("version").textValue(),
                workers,
                catalogs);
    }
}
