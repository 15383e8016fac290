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
package io.glaux.engine.config;

import com.google.common.net.InetAddresses;
import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigDescription;
import io.airlift.configuration.ConfigSecuritySensitive;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * The configuration of a server, one property for each key of etc/glaux.properties.
 */
public class GlauxConfig
{
    private String dataDir = "data";
    private ServerRole role = ServerRole.COORDINATOR;
    private Optional<URI> coordinator = Optional.empty();
    private Optional<String> clusterSecret = Optional.empty();
    private String bindAddress = "127.0.0.1";
    private Optional<String> advertisedAddress = Optional.empty();
    private int awsPort = 4566;
    private int httpsPort = 8443;
    private int flightPort = 31337;
    private Optional<Path> tlsCertificate = Optional.empty();
    private Optional<Path> tlsKey = Optional.empty();
    private Optional<URI> s3Endpoint = Optional.empty();
    private String s3Region = "us-east-1";
    private Optional<String> s3AccessKey = Optional.empty();
    private Optional<String> s3SecretKey = Optional.empty();
    private boolean s3PathStyle = true;
    private Optional<String> storeUrl = Optional.empty();
    private Optional<String> storeUser = Optional.empty();
    private Optional<String> storePassword = Optional.empty();
    private Optional<URI> catalogGlueEndpoint = Optional.empty();
    private Optional<String> catalogGlueRegion = Optional.empty();
    private Optional<String> catalogGlueAccessKey = Optional.empty();
    private Optional<String> catalogGlueSecretKey = Optional.empty();
    private Optional<DataSize> engineMemory = Optional.empty();
    private Duration workerDrainTimeout = new Duration(60, SECONDS);
    private boolean meteringEnabled = true;
    private Optional<String> resultsLocation = Optional.empty();
    private String awsAccount = "000000000000";
    private String awsRegion = "us-east-1";
    private boolean tpchEnabled;
    private Optional<Integer> writesPartitionLimit = Optional.empty();
    private ConfigParts parts = ConfigParts.DEFAULT;

    public ConfigParts parts()
    {
        return parts;
    }

    GlauxConfig withParts(ConfigParts read)
    {
        parts = read;
        return this;
    }

    @NotNull
    public String getDataDir()
    {
        return dataDir;
    }

    @Config("data.dir")
    @ConfigDescription("Folder of the instance: the store, embedded storage, keys, logs")
    public GlauxConfig setDataDir(String dataDir)
    {
        this.dataDir = dataDir;
        return this;
    }

    @NotNull
    public ServerRole getRole()
    {
        return role;
    }

    @Config("role")
    @ConfigDescription("coordinator or worker")
    public GlauxConfig setRole(ServerRole role)
    {
        this.role = role;
        return this;
    }

    @NotNull
    public Optional<URI> getCoordinator()
    {
        return coordinator;
    }

    @Config("coordinator")
    @ConfigDescription("A worker's coordinator, for instance https://glaux.example.com:8443")
    public GlauxConfig setCoordinator(URI coordinator)
    {
        this.coordinator = Optional.ofNullable(coordinator);
        return this;
    }

    @NotNull
    public Optional<String> getClusterSecret()
    {
        return clusterSecret;
    }

    @Config("cluster.secret")
    @ConfigDescription("The secret that a coordinator and its workers share; without it the file cluster.secret of " +
            "the data folder")
    @ConfigSecuritySensitive
    public GlauxConfig setClusterSecret(String clusterSecret)
    {
        this.clusterSecret = Optional.ofNullable(clusterSecret);
        return this;
    }

    @NotNull
    public String getBindAddress()
    {
        return bindAddress;
    }

    @Config("bind.address")
    @ConfigDescription("Address to listen on; 0.0.0.0 for all")
    public GlauxConfig setBindAddress(String bindAddress)
    {
        this.bindAddress = bindAddress;
        return this;
    }

    @NotNull
    public Optional<String> getAdvertisedAddress()
    {
        return advertisedAddress;
    }

    @Config("advertised.address")
    @ConfigDescription(
            "IP address at which the other servers of the cluster reach this one; without it the bind address")
    public GlauxConfig setAdvertisedAddress(String advertisedAddress)
    {
        this.advertisedAddress = Optional.ofNullable(advertisedAddress);
        return this;
    }

    @Min(0)
    @Max(65535)
    public int getAwsPort()
    {
        return awsPort;
    }

    @Config("aws.port")
    @ConfigDescription("Port of the AWS endpoint; 0 for any free one")
    public GlauxConfig setAwsPort(int awsPort)
    {
        this.awsPort = awsPort;
        return this;
    }

    @Min(0)
    @Max(65535)
    public int getHttpsPort()
    {
        return httpsPort;
    }

    @Config("https.port")
    @ConfigDescription("Port of Trino's HTTP over TLS; 0 for any free one")
    public GlauxConfig setHttpsPort(int httpsPort)
    {
        this.httpsPort = httpsPort;
        return this;
    }

    @Min(0)
    @Max(65535)
    public int getFlightPort()
    {
        return flightPort;
    }

    @Config("flight.port")
    @ConfigDescription("Port of Arrow Flight SQL")
    public GlauxConfig setFlightPort(int flightPort)
    {
        this.flightPort = flightPort;
        return this;
    }

    @NotNull
    public Optional<Path> getTlsCertificate()
    {
        return tlsCertificate;
    }

    @Config("tls.certificate")
    @ConfigDescription(
            "PEM file of one's own certificate and its chain; without it the first start makes a local authority")
    public GlauxConfig setTlsCertificate(String tlsCertificate)
    {
        this.tlsCertificate = Optional.ofNullable(tlsCertificate).map(Path::of);
        return this;
    }

    @NotNull
    public Optional<Path> getTlsKey()
    {
        return tlsKey;
    }

    @Config("tls.key")
    @ConfigDescription("PEM file of the private key of tls.certificate, not encrypted")
    public GlauxConfig setTlsKey(String tlsKey)
    {
        this.tlsKey = Optional.ofNullable(tlsKey).map(Path::of);
        return this;
    }

    @NotNull
    public Optional<URI> getS3Endpoint()
    {
        return s3Endpoint;
    }

    @Config("s3.endpoint")
    @ConfigDescription("URL of the S3 storage; without it the embedded server over the data folder")
    public GlauxConfig setS3Endpoint(URI s3Endpoint)
    {
        this.s3Endpoint = Optional.ofNullable(s3Endpoint);
        return this;
    }

    @NotNull
    public String getS3Region()
    {
        return s3Region;
    }

    @Config("s3.region")
    @ConfigDescription("Region of the S3 storage")
    public GlauxConfig setS3Region(String s3Region)
    {
        this.s3Region = s3Region;
        return this;
    }

    @NotNull
    public Optional<String> getS3AccessKey()
    {
        return s3AccessKey;
    }

    @Config("s3.access-key")
    @ConfigDescription("Access key for the S3 storage; without it AWS's credential chain")
    public GlauxConfig setS3AccessKey(String s3AccessKey)
    {
        this.s3AccessKey = Optional.ofNullable(s3AccessKey);
        return this;
    }

    @NotNull
    public Optional<String> getS3SecretKey()
    {
        return s3SecretKey;
    }

    @Config("s3.secret-key")
    @ConfigDescription("Secret key for the S3 storage")
    @ConfigSecuritySensitive
    public GlauxConfig setS3SecretKey(String s3SecretKey)
    {
        this.s3SecretKey = Optional.ofNullable(s3SecretKey);
        return this;
    }

    public boolean isS3PathStyle()
    {
        return s3PathStyle;
    }

    @Config("s3.path-style")
    @ConfigDescription("Whether buckets stand in the path instead of the host name")
    public GlauxConfig setS3PathStyle(boolean s3PathStyle)
    {
        this.s3PathStyle = s3PathStyle;
        return this;
    }

    @NotNull
    public Optional<String> getStoreUrl()
    {
        return storeUrl;
    }

    @Config("store.url")
    @ConfigDescription("JDBC URL of a PostgreSQL database; without it SQLite in the data folder")
    public GlauxConfig setStoreUrl(String storeUrl)
    {
        this.storeUrl = Optional.ofNullable(storeUrl);
        return this;
    }

    @NotNull
    public Optional<String> getStoreUser()
    {
        return storeUser;
    }

    @Config("store.user")
    @ConfigDescription("User of the database")
    public GlauxConfig setStoreUser(String storeUser)
    {
        this.storeUser = Optional.ofNullable(storeUser);
        return this;
    }

    @NotNull
    public Optional<String> getStorePassword()
    {
        return storePassword;
    }

    @Config("store.password")
    @ConfigDescription("Password of the database")
    @ConfigSecuritySensitive
    public GlauxConfig setStorePassword(String storePassword)
    {
        this.storePassword = Optional.ofNullable(storePassword);
        return this;
    }

    @NotNull
    public Optional<URI> getCatalogGlueEndpoint()
    {
        return catalogGlueEndpoint;
    }

    @Config("catalog.glue.endpoint")
    @ConfigDescription("URL of another Glue whose tables are shown instead of our own")
    public GlauxConfig setCatalogGlueEndpoint(URI catalogGlueEndpoint)
    {
        this.catalogGlueEndpoint = Optional.ofNullable(catalogGlueEndpoint);
        return this;
    }

    @NotNull
    public Optional<String> getCatalogGlueRegion()
    {
        return catalogGlueRegion;
    }

    @Config("catalog.glue.region")
    @ConfigDescription("Region of the other Glue")
    public GlauxConfig setCatalogGlueRegion(String catalogGlueRegion)
    {
        this.catalogGlueRegion = Optional.ofNullable(catalogGlueRegion);
        return this;
    }

    @NotNull
    public Optional<String> getCatalogGlueAccessKey()
    {
        return catalogGlueAccessKey;
    }

    @Config("catalog.glue.access-key")
    @ConfigDescription("Access key for the other Glue; without it AWS's credential chain")
    public GlauxConfig setCatalogGlueAccessKey(String catalogGlueAccessKey)
    {
        this.catalogGlueAccessKey = Optional.ofNullable(catalogGlueAccessKey);
        return this;
    }

    @NotNull
    public Optional<String> getCatalogGlueSecretKey()
    {
        return catalogGlueSecretKey;
    }

    @Config("catalog.glue.secret-key")
    @ConfigDescription("Secret key for the other Glue")
    @ConfigSecuritySensitive
    public GlauxConfig setCatalogGlueSecretKey(String catalogGlueSecretKey)
    {
        this.catalogGlueSecretKey = Optional.ofNullable(catalogGlueSecretKey);
        return this;
    }

    @NotNull
    public Optional<DataSize> getEngineMemory()
    {
        return engineMemory;
    }

    @Config("engine.memory")
    @ConfigDescription(
            "Heap of the server, for instance 4GB; without it half of the machine's memory, between 1 and 4 GB")
    public GlauxConfig setEngineMemory(DataSize engineMemory)
    {
        this.engineMemory = Optional.ofNullable(engineMemory);
        return this;
    }

    @NotNull
    public Duration getWorkerDrainTimeout()
    {
        return workerDrainTimeout;
    }

    @Config("worker.drain-timeout")
    @ConfigDescription("How long a worker that is stopped waits for the queries that it works on, for instance 5m")
    public GlauxConfig setWorkerDrainTimeout(Duration workerDrainTimeout)
    {
        this.workerDrainTimeout = workerDrainTimeout;
        return this;
    }

    public boolean isMeteringEnabled()
    {
        return meteringEnabled;
    }

    @Config("metering.enabled")
    @ConfigDescription("Off only to measure what metering costs")
    public GlauxConfig setMeteringEnabled(boolean meteringEnabled)
    {
        this.meteringEnabled = meteringEnabled;
        return this;
    }

    @NotNull
    public Optional<String> getResultsLocation()
    {
        return resultsLocation;
    }

    @Config("results.location")
    @ConfigDescription(
            "S3 folder where workgroup primary writes results; without it s3://glaux/results/ in embedded storage")
    public GlauxConfig setResultsLocation(String resultsLocation)
    {
        this.resultsLocation = Optional.ofNullable(resultsLocation);
        return this;
    }

    @Pattern(regexp = "\\d{12}", message = "is twelve digits")
    public String getAwsAccount()
    {
        return awsAccount;
    }

    @Config("aws.account")
    @ConfigDescription("Account id in ARNs")
    public GlauxConfig setAwsAccount(String awsAccount)
    {
        this.awsAccount = awsAccount;
        return this;
    }

    @NotNull
    public String getAwsRegion()
    {
        return awsRegion;
    }

    @Config("aws.region")
    @ConfigDescription("Region that clients sign for")
    public GlauxConfig setAwsRegion(String awsRegion)
    {
        this.awsRegion = awsRegion;
        return this;
    }

    public boolean isTpchEnabled()
    {
        return tpchEnabled;
    }

    @Config("tpch.enabled")
    @ConfigDescription("Whether there is a catalog tpch with generated data")
    public GlauxConfig setTpchEnabled(boolean tpchEnabled)
    {
        this.tpchEnabled = tpchEnabled;
        return this;
    }

    public Optional<Integer> getWritesPartitionLimit()
    {
        return writesPartitionLimit;
    }

    @Config("writes.partition-limit")
    @ConfigDescription("Partitions that one writer of a statement may have open, 100 as in Athena; none: no limit")
    public GlauxConfig setWritesPartitionLimit(Integer writesPartitionLimit)
    {
        this.writesPartitionLimit = Optional.ofNullable(writesPartitionLimit);
        return this;
    }

    @AssertTrue(message = "writes.partition-limit: a number from 1")
    public boolean isWritesPartitionLimitPositive()
    {
        return writesPartitionLimit.orElse(1) > 0;
    }

    @AssertTrue(message = "coordinator: a worker needs the URL of its coordinator")
    public boolean isCoordinatorKnown()
    {
        return role == ServerRole.COORDINATOR || coordinator.isPresent();
    }

    @AssertTrue(message = "cluster.secret: a worker needs the secret of its coordinator, the file cluster.secret in " +
            "the coordinator's data folder")
    public boolean isClusterSecretKnown()
    {
        return role == ServerRole.COORDINATOR || clusterSecret.isPresent();
    }

    @AssertTrue(message = "s3.endpoint is a URL like http://storage.example:9000")
    public boolean isS3EndpointUrl()
    {
        return s3Endpoint.map(GlauxConfig::isHttp).orElse(true);
    }

    @AssertTrue(message = "catalog.glue.endpoint is a URL like https://glue.us-east-1.amazonaws.com")
    public boolean isCatalogGlueEndpointUrl()
    {
        return catalogGlueEndpoint.map(GlauxConfig::isHttp).orElse(true);
    }

    @AssertTrue(message = "store.url is a URL like jdbc:postgresql://db.example/glaux, or left out")
    public boolean isStoreUrlKnown()
    {
        return storeUrl.map(url -> url.startsWith("jdbc:postgresql:")).orElse(true);
    }

    @AssertTrue(message = "s3.access-key and s3.secret-key go together, and with s3.endpoint")
    public boolean isS3KeyComplete()
    {
        return s3AccessKey.isPresent() == s3SecretKey.isPresent() && (s3Endpoint.isPresent() || s3AccessKey.isEmpty());
    }

    @AssertTrue(message = "tls.certificate and tls.key go together")
    public boolean isTlsComplete()
    {
        return tlsCertificate.isPresent() == tlsKey.isPresent();
    }

    @AssertTrue(message = "catalog.glue.access-key and catalog.glue.secret-key go together")
    public boolean isCatalogGlueKeyComplete()
    {
        return catalogGlueAccessKey.isPresent() == catalogGlueSecretKey.isPresent();
    }

    @AssertTrue(message = "bind.address is an IP address")
    public boolean isBindAddressNumeric()
    {
        return InetAddresses.isInetAddress(bindAddress);
    }

    @AssertTrue(message = "advertised.address is an IP address")
    public boolean isAdvertisedAddressNumeric()
    {
        return advertisedAddress.map(InetAddresses::isInetAddress).orElse(true);
    }

    static boolean isHttp(URI url)
    {
        return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }
}
