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
package io.glaux.engine.dialect.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import static java.util.Objects.requireNonNull;

/**
 * Which statements have committed to an Iceberg table: its snapshots say it.
 */
final class IcebergCommits
{
    private static final String METADATA_LOCATION = "metadata_location";
    private static final String MADE_BY = "trino_query_id";

    private final ObjectMapper json = new ObjectMapper();
    private final StoredFiles files;

    IcebergCommits(StoredFiles files)
    {
        this.files = requireNonNull(files, "files is null");
    }

    /**
     * The engine's ids of the statements that made the table's snapshots, as far back as it keeps them; an empty id
     * stands for another engine's.
     */
    Set<String> of(Table table)
    {
        String location = table.parameters().get(METADATA_LOCATION);
        Set<String> statements = new HashSet<>();
        if (location != null) {
            metadata(location).path("snapshots").forEach(
                    snapshot -> statements.add(snapshot.path("summary").path(MADE_BY).asText()));
        }
        return statements;
    }

    private JsonNode metadata(String location)
    {
        S3Folder parent = S3Folder.of(location.substring(0, location.lastIndexOf('/')));
        byte[] bytes = files.read(parent, parent.prefix() + location.substring(location.lastIndexOf('/') + 1));
        try {
            if (location.endsWith(".gz.metadata.json") || location.endsWith(".metadata.json.gz")) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            return json.readTree(bytes);
        }
        catch (IOException e) {
            throw new GlauxException(
                    ErrorCode.STORAGE_ERROR,
                    "%s is no metadata of an Iceberg table: %s".formatted(location, e.getMessage()),
                    e);
        }
    }
}
