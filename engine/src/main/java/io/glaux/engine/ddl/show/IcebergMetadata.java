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
package io.glaux.engine.ddl.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What the metadata file of an Iceberg table says and the catalog does not.
 *
 * @param partitionFields of the current specification
 * @param properties in the order of their names
 */
record IcebergMetadata(List<PartitionField> partitionFields, Map<String, String> properties)
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LOCATION = "metadata_location";

    /**
     * @throws GlauxException when the file cannot be read, or is none of Iceberg's
     */
    static IcebergMetadata read(Table table, LakeStorage storage)
    {
        String location = table.parameters().get(LOCATION);
        if (location == null) {
            throw new GlauxException(
                    ErrorCode.CATALOG_ERROR,
                    "Iceberg table %s.%s has no parameter metadata_location in the catalog".formatted(
                            table.databaseName(),
                            table.name()));
        }
        byte[] bytes = storage.read(location);
        try (InputStream file = content(location, bytes)) {
            return of(MAPPER.readTree(file));
        }
        catch (IOException e) {
            throw new GlauxException(
                    ErrorCode.CATALOG_ERROR,
                    "%s is no metadata file of an Iceberg table: %s".formatted(location, e.getMessage()),
                    e);
        }
    }

    private static InputStream content(String location, byte[] bytes)
            throws IOException
    {
        InputStream file = new ByteArrayInputStream(bytes);
        boolean isCompressed = location.endsWith(".gz.metadata.json") || location.endsWith(".gz");
        return isCompressed ? new GZIPInputStream(file) : file;
    }

    private static IcebergMetadata of(JsonNode json)
    {
        Map<Integer, String> names = new HashMap<>();
        int schema = json.path("current-schema-id").asInt();
        for (JsonNode candidate : json.path("schemas")) {
            if (candidate.path("schema-id").asInt() == schema) {
                candidate.path("fields").forEach(field ->
                        names.put(field.path("id").asInt(), field.path("name").asText()));
            }
        }
        List<PartitionField> fields = new ArrayList<>();
        int spec = json.path("default-spec-id").asInt();
        for (JsonNode candidate : json.path("partition-specs")) {
            if (candidate.path("spec-id").asInt() == spec) {
                candidate.path("fields").forEach(field -> fields.add(new PartitionField(
                        field.path("name").asText(),
                        field.path("transform").asText(),
                        names.getOrDefault(field.path("source-id").asInt(), ""))));
            }
        }
        Map<String, String> properties = new TreeMap<>();
        json.path("properties").properties().forEach(property ->
                properties.put(property.getKey(), property.getValue().asText()));
        return new IcebergMetadata(fields, properties);
    }

    /**
     * @param transform as Iceberg writes it, for instance {@code bucket[4]}
     */
    record PartitionField(String name, String transform, String column)
    {
        /**
         * As PARTITIONED BY has it.
         */
        String clause()
        {
            String quoted = CreateTableText.identifier(column);
            int bracket = transform.indexOf('[');
            if (bracket < 0) {
                return transform.equals("identity") ? quoted : "%s(%s)".formatted(transform, quoted);
            }
            String function = transform.substring(0, bracket);
            String parameter = transform.substring(bracket + 1, transform.length() - 1);
            return function.equals("truncate")
                    ? "truncate(%s, %s)".formatted(parameter, quoted)
                    : "%s(%s, %s)".formatted(function, parameter, quoted);
        }
    }
}
