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
package io.glaux.engine.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.HostFunction;
import io.glaux.engine.catalogs.SourceKind;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static java.util.Locale.ENGLISH;

/**
 * The parameters of a data catalog, as Athena has them for each type, and the settings that they stand for.
 */
final class CatalogParameters
{
    static final String CONNECTION_TYPE = "connection-type";
    static final String CONNECTION_PROPERTIES = "connection-properties";

    private static final String CONNECTION_ARN = "connection-arn";
    private static final Set<String> FUNCTIONS =
            Set.of(CatalogSettings.FUNCTION, HostFunction.METADATA, HostFunction.RECORDS);
    private static final JsonMapper MAPPER = new JsonMapper();

    private CatalogParameters() {}

    /**
     * What a source is, and how it is reached.
     */
    record Source(SourceKind kind, CatalogSettings settings) {}

    /**
     * Of type LAMBDA: {@code function}, or {@code metadata-function} and {@code record-function}.
     */
    static Source ofLambda(Map<String, String> parameters)
    {
        boolean isOne = parameters.keySet().equals(Set.of(CatalogSettings.FUNCTION));
        boolean isPair = parameters.keySet().equals(Set.of(HostFunction.METADATA, HostFunction.RECORDS));
        if (!isOne && !isPair) {
            throw AthenaErrors.invalidInput(
                    "Parameters of a catalog of type LAMBDA are function, or metadata-function and record-function");
        }
        Map<String, String> settings = new HashMap<>(parameters);
        if (isOne && parameters.get(CatalogSettings.FUNCTION).contains("://")) {
            settings = Map.of(CatalogSettings.URL, parameters.get(CatalogSettings.FUNCTION));
        }
        return new Source(SourceKind.FLIGHT, CatalogSettings.of(settings, Map.of()));
    }

    /**
     * Of type FEDERATED: {@code connection-type} and {@code connection-properties}, a JSON object of the settings.
     */
    static Source ofFederated(Map<String, String> parameters)
    {
        if (parameters.containsKey(CONNECTION_ARN)) {
            throw AthenaErrors.invalidInput(
                    ("connection-arn names a connection of AWS Glue, which this instance has not: give %s and %s, "
                    + "a JSON object of the settings of ./glaux catalog add, instead").formatted(
                            CONNECTION_TYPE,
                            CONNECTION_PROPERTIES));
        }
        Set<String> known = Set.of(CONNECTION_TYPE, CONNECTION_PROPERTIES);
        String type = parameters.get(CONNECTION_TYPE);
        if (type == null || !known.containsAll(parameters.keySet())) {
            throw AthenaErrors.invalidInput("Parameters of a catalog of type FEDERATED are %s and %s".formatted(
                    CONNECTION_TYPE,
                    CONNECTION_PROPERTIES));
        }
        SourceKind kind = SourceKind.of(type)
                .filter(SourceKind::isLocal)
                .orElseThrow(() -> AthenaErrors.invalidInput(
                        "'%s' is no connection-type that this instance has: DYNAMODB, MYSQL, POSTGRESQL, OPENSEARCH"
                                .formatted(type)));
        String properties = parameters.getOrDefault(CONNECTION_PROPERTIES, "{}");
        return new Source(kind, CatalogSettings.of(settings(properties), Map.of()));
    }

    /**
     * As a description of the catalog has them: without secrets.
     */
    static Map<String, String> of(FederatedCatalog catalog)
    {
        Map<String, String> open = catalog.settings().open();
        if (catalog.source().isLocal()) {
            ObjectNode properties = MAPPER.createObjectNode();
            open.forEach(properties::put);
            return Map.of(
                    CONNECTION_TYPE, catalog.source().name().toUpperCase(ENGLISH),
                    CONNECTION_PROPERTIES, properties.toString());
        }
        Map<String, String> parameters = new TreeMap<>();
        open.forEach((key, value) -> {
            if (FUNCTIONS.contains(key)) {
                parameters.put(key, value);
            }
            else if (key.equals(CatalogSettings.URL)) {
                parameters.put(CatalogSettings.FUNCTION, value);
            }
        });
        return parameters;
    }

    private static Map<String, String> settings(String json)
    {
        JsonNode properties;
        try {
            properties = MAPPER.readTree(json);
        }
        catch (JsonProcessingException _) {
            // its message would quote a text that may hold a password
            throw notAnObject();
        }
        if (!(properties instanceof ObjectNode object)) {
            throw notAnObject();
        }
        Map<String, String> settings = new HashMap<>();
        object.properties().forEach(property -> {
            if (!property.getValue().isValueNode() || property.getValue().isNull()) {
                throw AthenaErrors.invalidInput(
                        "%s: the value of %s is no text".formatted(CONNECTION_PROPERTIES, property.getKey()));
            }
            settings.put(property.getKey(), property.getValue().asText());
        });
        return settings;
    }

    private static RuntimeException notAnObject()
    {
        return AthenaErrors.invalidInput("%s is no JSON object of texts".formatted(CONNECTION_PROPERTIES));
    }
}
