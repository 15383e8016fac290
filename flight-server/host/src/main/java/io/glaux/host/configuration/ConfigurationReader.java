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
package io.glaux.host.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.source.SourceSettings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Reads the configuration of a host, a JSON object; docs/develop/hosts.md lists its keys. References to secrets are
 * resolved in every text of it.
 */
public final class ConfigurationReader
{
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // a message that quotes its source may quote a password
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final Set<String> KEYS = Set.of(
            "address",
            "port",
            "tls.folder",
            "token",
            "tickets.key",
            "tickets.seconds",
            "scans.seconds",
            "memory.bytes",
            "memory.stream-bytes",
            "streams.max",
            "drain.seconds",
            "sources.folder",
            "secrets.region",
            "secrets.endpoint",
            "secrets.access-key",
            "secrets.secret-key",
            "catalogs");
    private static final Set<String> CATALOG_KEYS = Set.of("name", "source", "settings");
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final long MEBIBYTE = 1 << 20;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_STREAMS = 10_000;

    private final SecretReferences references;

    public ConfigurationReader(SecretReferences references)
    {
        this.references = requireNonNull(references, "references is null");
    }

    /**
     * @throws ConfigurationException if it is not a configuration, or a secret cannot be found
     */
    public HostConfiguration read(String json)
    {
        JsonNode root = parse(json);
        ensureKnown("the configuration", root, KEYS);
        references.useSecretsManager(
                text(root, "secrets.region"),
                text(root, "secrets.endpoint"),
                text(root, "secrets.access-key"),
                text(root, "secrets.secret-key").map(Secret::new));
        return new HostConfiguration(
                address(text(root, "address").orElse("127.0.0.1")),
                (int) number(root, "port", 0, 0, MAX_PORT),
                text(root, "tls.folder").map(Path::of),
                text(root, "token").map(Secret::new),
                text(root, "tickets.key").map(Secret::new),
                ticketLifetimes(root),
                memory(root),
                (int) number(root, "streams.max", 64, 1, MAX_STREAMS),
                Duration.ofSeconds(number(root, "drain.seconds", 30, 0, 86_400)),
                text(root, "sources.folder").map(Path::of),
                catalogs(root));
    }

    private static JsonNode parse(String json)
    {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        }
        catch (JsonProcessingException e) {
            // without the cause: its message may quote what is secret
            throw new ConfigurationException("The configuration is not JSON, at line %s, column %s".formatted(
                    e.getLocation() == null ? "?" : e.getLocation().getLineNr(),
                    e.getLocation() == null ? "?" : e.getLocation().getColumnNr()));
        }
        if (!root.isObject()) {
            throw new ConfigurationException("The configuration is not a JSON object");
        }
        return root;
    }

    private static TicketLifetimes ticketLifetimes(JsonNode root)
    {
        long most = 31 * 86_400L;
        return new TicketLifetimes(
                Duration.ofSeconds(number(root, "tickets.seconds", 3_600, 1, most)),
                Duration.ofSeconds(number(root, "scans.seconds", 7 * 86_400L, 1, most)));
    }

    private static HostMemory memory(JsonNode root)
    {
        long most = 1L << 40;
        long host = number(root, "memory.bytes", 512 * MEBIBYTE, 16 * MEBIBYTE, most);
        long stream = number(root, "memory.stream-bytes", Math.min(192 * MEBIBYTE, host), 16 * MEBIBYTE, most);
        return new HostMemory(host, stream);
    }

    private List<CatalogConfiguration> catalogs(JsonNode root)
    {
        JsonNode catalogs = root.path("catalogs");
        if (!catalogs.isArray()) {
            throw new ConfigurationException("catalogs: is a list");
        }
        List<CatalogConfiguration> read = new ArrayList<>();
        catalogs.forEach(catalog -> read.add(catalog(catalog)));
        return read;
    }

    private CatalogConfiguration catalog(JsonNode catalog)
    {
        if (!catalog.isObject()) {
            throw new ConfigurationException("catalogs: each is an object with name, source and settings");
        }
        ensureKnown("a catalog", catalog, CATALOG_KEYS);
        String name = text(catalog, "name").orElseThrow(() -> new ConfigurationException("catalogs: one has no name"));
        String source = text(catalog, "source").orElseThrow(() ->
                new ConfigurationException("Catalog %s: source is not set".formatted(name)));
        if (!SOURCE.matcher(source).matches()) {
            throw new ConfigurationException(
                    "Catalog %s: source is lower case letters, digits and dashes".formatted(name));
        }
        JsonNode object = catalog.path("settings");
        if (!object.isMissingNode() && !object.isObject()) {
            throw new ConfigurationException("Catalog %s: settings is an object".formatted(name));
        }
        Map<String, String> settings = new TreeMap<>();
        object.properties().forEach(setting -> settings.put(
                setting.getKey(),
                text(object, setting.getKey()).orElseThrow()));
        return new CatalogConfiguration(source, new SourceSettings(name, settings));
    }

    private Optional<String> text(JsonNode object, String key)
    {
        JsonNode value = object.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new ConfigurationException("%s: is a text".formatted(key));
        }
        return Optional.of(references.resolve(key, value.asText()));
    }

    private static long number(JsonNode object, String key, long otherwise, long lowest, long highest)
    {
        JsonNode value = object.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()
                || value.asLong() < lowest || value.asLong() > highest) {
            throw new ConfigurationException("%s: is a whole number from %s to %s".formatted(key, lowest, highest));
        }
        return value.asLong();
    }

    private static InetAddress address(String address)
    {
        try {
            return InetAddress.getByName(address);
        }
        catch (UnknownHostException e) {
            throw new ConfigurationException("address: %s is not known".formatted(address), e);
        }
    }

    private static void ensureKnown(String what, JsonNode object, Set<String> known)
    {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("There are no such keys in %s: %s".formatted(what, unknown));
        }
    }
}
