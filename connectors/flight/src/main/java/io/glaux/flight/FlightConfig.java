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
package io.glaux.flight;

import io.glaux.flight.client.BearerToken;
import io.glaux.flight.client.HostAddress;
import io.glaux.flight.client.HostOptions;
import io.glaux.flight.client.TlsFiles;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The properties of a federated catalog; docs/connectors/federated.md describes each.
 *
 * @param hostCatalog the name of the catalog in the host
 * @param dynamicFilterWait how long splits wait for what is known of the other side of a join
 * @param compactionThreshold with how many ranges of a column a condition goes to the source as it is
 * @param valuesLimit with how many single values of a column it does
 * @param rates what the catalog may take in a second, by unit, of all hosts together
 */
public record FlightConfig(
        String hostCatalog,
        HostOptions host,
        Duration dynamicFilterWait,
        int compactionThreshold,
        int valuesLimit,
        MetadataCaching caching,
        Breaking breaking,
        boolean lookupJoins,
        Map<String, BigDecimal> rates)
{
    /**
     * The system property with the folder of files for connections over TLS. Names in catalogs are those of files in it
     * and nothing else, since whoever may add a catalog is not always one who may read files of the engine.
     */
    public static final String TLS_FOLDER = "glaux.hosts.tls";

    static final String RATE = "rate.";

    private static final int MAX_MESSAGE_BYTES = 1 << 30;
    private static final long MAX_MEMORY_BYTES = 64L << 30;

    public FlightConfig
    {
        requireNonNull(hostCatalog, "hostCatalog is null");
        requireNonNull(host, "host is null");
        requireNonNull(dynamicFilterWait, "dynamicFilterWait is null");
        requireNonNull(caching, "caching is null");
        requireNonNull(breaking, "breaking is null");
        rates = Map.copyOf(rates);
    }

    /**
     * @param timeToLive of what was found; zero: nothing is kept
     * @param missingTimeToLive of what was not found
     * @param maxTables that are kept
     */
    public record MetadataCaching(Duration timeToLive, Duration missingTimeToLive, int maxTables) {}

    /**
     * @param failedCalls in a row that found no host, each after its own tries, after which further ones fail at once
     * @param probeInterval after which a host is asked whether it is there again
     */
    public record Breaking(int failedCalls, Duration probeInterval) {}

    /**
     * @throws io.trino.spi.TrinoException with a message for whoever wrote the properties
     */
    public static FlightConfig of(String catalogName, Map<String, String> values)
    {
        FlightProperties properties = new FlightProperties(catalogName, values);
        FlightConfig config = new FlightConfig(
                properties.text("catalog", catalogName),
                hostOptions(properties),
                properties.duration("dynamic-filtering.wait-timeout", Duration.ofSeconds(20)),
                properties.number("domain-compaction-threshold", 256, 1, 1_000_000),
                properties.number("domain-values-limit", 10_000, 1, 1_000_000),
                new MetadataCaching(
                        properties.duration("metadata.cache-ttl", Duration.ofMinutes(1)),
                        properties.duration("metadata.cache-missing-ttl", Duration.ofSeconds(10)),
                        properties.number("metadata.cache-maximum-tables", 10_000, 1, 10_000_000)),
                new Breaking(
                        properties.number("breaker.failed-calls", 2, 1, 1_000),
                        properties.duration("breaker.probe-interval", Duration.ofSeconds(5))),
                properties.isTrue("lookup-joins", false),
                properties.amounts(RATE));
        properties.refuseOthers();
        return config;
    }

    private static HostOptions hostOptions(FlightProperties properties)
    {
        String addresses = properties.find("addresses").orElseThrow(() -> properties.wrong(
                "addresses",
                "is not set: it is the address of a host, grpc://HOST:PORT or grpc+tls://HOST:PORT, "
                        + "or several with commas"));
        HostOptions standard;
        try {
            standard = HostOptions.of(Arrays.stream(addresses.split(",", -1)).map(HostAddress::parse).toList());
        }
        catch (IllegalArgumentException e) {
            throw properties.wrong("addresses", "is wrong. " + e.getMessage());
        }
        HostOptions options = standard
                .withTls(tls(properties, standard.addresses()))
                .withTimeouts(
                        properties.duration("call-timeout", standard.callTimeout()),
                        properties.duration("answer-timeout", standard.answerTimeout()),
                        properties.duration("probe-interval", standard.probeInterval()))
                .withSizes(
                        (int) properties.bytes("max-message-size", standard.maxMessageBytes(), MAX_MESSAGE_BYTES),
                        properties.bytes("max-memory", standard.memoryBytes(), MAX_MEMORY_BYTES))
                .withRetries(standard.retries().within(
                        properties.duration("retry-timeout", standard.retries().total())));
        return withToken(properties, options);
    }

    private static HostOptions withToken(FlightProperties properties, HostOptions options)
    {
        return properties.find("token").map(secret -> options.withToken(token(properties, secret))).orElse(options);
    }

    private static BearerToken token(FlightProperties properties, String secret)
    {
        try {
            return new BearerToken(secret);
        }
        catch (IllegalArgumentException e) {
            throw properties.wrong("token", "is wrong. " + e.getMessage());
        }
    }

    private static TlsFiles tls(FlightProperties properties, List<HostAddress> addresses)
    {
        Optional<Path> trusted = file(properties, "tls.trusted");
        Optional<Path> certificate = file(properties, "tls.certificate");
        Optional<Path> key = file(properties, "tls.key");
        if (certificate.isPresent() != key.isPresent()) {
            throw properties.wrong("tls.certificate", "and tls.key are set both, or neither");
        }
        boolean isUsed = trusted.isPresent() || certificate.isPresent();
        if (isUsed && addresses.stream().noneMatch(HostAddress::tls)) {
            throw properties.wrong("addresses", "has no address with grpc+tls://, but files for it are set");
        }
        return new TlsFiles(trusted, certificate.map(chain -> new TlsFiles.Identity(chain, key.orElseThrow())));
    }

    private static Optional<Path> file(FlightProperties properties, String name)
    {
        return properties.find(name).map(value -> {
            String folder = System.getProperty(TLS_FOLDER, "");
            if (folder.isEmpty()) {
                throw properties.wrong(name, "cannot be used: the engine was started without " + TLS_FOLDER);
            }
            Path root = Path.of(folder).toAbsolutePath().normalize();
            Path file = root.resolve(value).normalize();
            if (!file.startsWith(root) || file.equals(root) || !Files.isRegularFile(file)) {
                throw properties.wrong(name, "is the name of a file in the engine's folder for TLS, and there is none");
            }
            return file;
        });
    }
}
