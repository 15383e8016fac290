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

import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.HostFunction;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.HostEndpoint;
import io.glaux.engine.tls.HostCertificates;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import static java.util.stream.Collectors.joining;

/**
 * The properties of the connector {@code flight}, from the settings of a catalog. Of a source that this server reads
 * with a process of its own, most settings are the process's; those that say how the engine asks are the connector's.
 */
final class ConnectorSettings
{
    static final String CONNECTOR = "flight";

    private static final Set<String> PREFIXES = Set.of("breaker.", "dynamic-filtering.", "metadata.cache-", "rate.");
    private static final Set<String> NAMES = Set.of(
            "answer-timeout",
            "call-timeout",
            "domain-compaction-threshold",
            "domain-values-limit",
            "lookup-joins",
            "max-memory",
            "max-message-size",
            "probe-interval");
    /**
     * Ours, which the connector has under other names.
     */
    private static final Set<String> ROUTES =
            Set.of(CatalogSettings.URL, CatalogSettings.FUNCTION, HostFunction.METADATA, HostFunction.RECORDS);
    private static final String HOST_CATALOG = "catalog";
    /**
     * What Trino puts something else in the place of in the properties of every catalog: variables of this server's
     * environment, which whoever adds a catalog must not be told.
     */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[a-zA-Z][a-zA-Z0-9_-]*:[^}]+}");

    /**
     * What is no value of a setting of a source, but meant to stand for one.
     */
    private static final Pattern WHOLE_REFERENCE = Pattern.compile("(?i)\\$\\{(?:ENV|FILE):[^}]*}");

    private ConnectorSettings() {}

    /**
     * @throws GlauxException with INVALID_INPUT if a setting of the connector refers to something else
     */
    static void check(FederatedCatalog catalog)
    {
        catalog.settings().all().forEach((key, value) -> {
            boolean isConnectors = !catalog.source().isLocal() || isConnectors(key);
            if (!isConnectors && WHOLE_REFERENCE.matcher(value).matches()) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        ("Catalog %s: %s refers to the environment or to a file, which only files of catalogs can. "
                        + "Give the value itself, for instance by --secret %s=env:NAME or --secret %s=@FILE, "
                        + "or ${SECRET:NAME#KEY} for a secret of AWS").formatted(
                                catalog.name(), key, key, key));
            }
            if (isConnectors && REFERENCE.matcher(value).find()) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT,
                        ("Catalog %s: the value of %s must not hold ${NAME:KEY}: only files of catalogs refer to the "
                                + "environment and to other files, and only processes of this server to secrets of "
                                + "AWS").formatted(catalog.name(), key));
            }
        });
    }

    /**
     * What the process of a source gets.
     */
    static Map<String, String> ofHost(CatalogSettings settings)
    {
        Map<String, String> all = new TreeMap<>(settings.all());
        all.keySet().removeIf(ConnectorSettings::isConnectors);
        return all;
    }

    /**
     * Of a catalog that a process of this server serves.
     *
     * @param token that the process wants
     */
    static Map<String, String> local(FederatedCatalog shown, HostEndpoint endpoint, String token)
    {
        Map<String, String> properties = new TreeMap<>(shown.settings().all());
        properties.keySet().removeIf(key -> !isConnectors(key));
        properties.put("addresses", endpoint.url());
        properties.put(HOST_CATALOG, shown.key());
        properties.put("token", token);
        properties.put("tls.trusted", HostCertificates.AUTHORITY);
        properties.put("tls.certificate", HostCertificates.CLIENT_CERTIFICATE);
        properties.put("tls.key", HostCertificates.CLIENT_KEY);
        return properties;
    }

    /**
     * Of a catalog of hosts that somebody else runs.
     */
    static Map<String, String> remote(FederatedCatalog shown, HostFunction.Addresses hosts)
    {
        Map<String, String> properties = new TreeMap<>(shown.settings().all());
        properties.keySet().removeAll(ROUTES);
        properties.put("addresses", hosts.urls().stream().map(URI::toString).collect(joining(",")));
        properties.putIfAbsent(HOST_CATALOG, shown.name());
        return properties;
    }

    private static boolean isConnectors(String key)
    {
        return NAMES.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
