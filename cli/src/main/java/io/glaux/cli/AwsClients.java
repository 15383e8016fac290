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
package io.glaux.cli;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;

import static java.util.Objects.requireNonNull;

/**
 * Makes AWS clients of one instance, with the administrator's key. Neither the environment nor the files of a person's
 * AWS configuration are read: the instance is what {@code --data} says, whatever else a shell has set.
 */
public final class AwsClients
{
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(2);

    private final URI endpoint;
    private final Region region;
    private final AwsBasicCredentials credentials;

    public AwsClients(URI endpoint, Identity identity)
    {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
        this.region = Region.of(identity.region());
        this.credentials = AwsBasicCredentials.create(identity.accessKeyId(), identity.secretAccessKey());
    }

    /**
     * @throws CommandFailure if the instance does not run (exit code 3) or has no AWS endpoint
     */
    public static AwsClients of(Instance instance)
    {
        InstanceState state = instance.requireReady();
        String url = state.awsUrl().orElseThrow(() -> new CommandFailure(
                "the server on %s is a %s and has no AWS endpoint".formatted(instance.data(), state.role())));
        return new AwsClients(URI.create(url), instance.identity());
    }

    public URI endpoint()
    {
        return endpoint;
    }

    public Region region()
    {
        return region;
    }

    public AwsBasicCredentials credentials()
    {
        return credentials;
    }

    public AthenaClient athena()
    {
        return configured(AthenaClient.builder()).httpClient(http()).build();
    }

    public GlueClient glue()
    {
        return configured(GlueClient.builder()).httpClient(http()).build();
    }

    /**
     * Buckets are addressed by path: their names do not resolve as hosts here.
     */
    public S3Client s3()
    {
        return configured(S3Client.builder()).forcePathStyle(true).httpClient(http()).build();
    }

    public static SdkHttpClient http()
    {
        // the servers are ours: a proxy that the environment names for others does not know them
        ProxyConfiguration none = ProxyConfiguration.builder()
                .useEnvironmentVariablesValues(false)
                .useSystemPropertyValues(false)
                .build();
        return UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT).proxyConfiguration(none).build();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder)
    {
        AwsCredentialsProvider provider = StaticCredentialsProvider.create(credentials);
        ProfileFile none = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(new byte[0]))
                .build();
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(provider)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .defaultProfileFile(none)
                        .retryStrategy(DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(3).build())
                        .build());
    }
}
