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
package io.glaux.engine.storage;

import io.glaux.engine.identity.AccessKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import java.net.URI;
import java.util.Optional;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * Where the storage is.
 *
 * @param endpoint scheme, host and port of an S3 server, for instance {@code https://s3.eu-central-1.amazonaws.com}
 * @param region what requests are signed for
 * @param key the storage's own key; without one, credentials come from where the AWS SDK finds them (environment,
 *         profile,
 *         instance role)
 * @param pathStyle whether the bucket stands in the path; otherwise it is the first label of the host
 */
public record StorageConfig(URI endpoint, String region, Optional<AccessKey> key, boolean pathStyle)
{
    public StorageConfig
    {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(region, "region is null");
        requireNonNull(key, "key is null");
        checkArgument(
                endpoint.getHost() != null && endpoint.getScheme() != null && endpoint.getScheme().matches("https?"),
                "s3.endpoint must be a URL like http://storage.example:9000");
    }

    public AwsCredentialsProvider credentials()
    {
        return key.<AwsCredentialsProvider>map(
                        pair -> StaticCredentialsProvider.create(AwsBasicCredentials.create(pair.id(), pair.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /**
     * A client of the storage, for the engine's own reads and writes. Whoever asks for it closes it.
     */
    public S3Client newClient()
    {
        return newClientBuilder().build();
    }

    S3ClientBuilder newClientBuilder()
    {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .forcePathStyle(pathStyle)
                .httpClientBuilder(ApacheHttpClient.builder());
    }
}
