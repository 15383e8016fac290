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
package io.glaux.dynamodb;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.glue.GlueAsyncClient;
import software.amazon.awssdk.services.glue.GlueAsyncClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The connections of a catalog. They do not repeat requests: see {@link DynamoDbCalls}.
 */
public final class DynamoDbClients
        implements AutoCloseable
{
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Longer than a connection takes. The client at times loses a refusal and waits until this; the request is made
     * again then, as after a refusal.
     */
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(6);

    /**
     * DynamoDB answers within seconds whatever it is asked: a page has an end.
     */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();
    private final DynamoDbAsyncClient dynamoDb;
    private final Optional<GlueAsyncClient> glue;

    public DynamoDbClients(DynamoDbSettings settings)
    {
        SdkAsyncHttpClient http = opened(NettyNioAsyncHttpClient.builder()
                .maxConcurrency(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(ACQUISITION_TIMEOUT)
                .readTimeout(ANSWER_TIMEOUT)
                .writeTimeout(ANSWER_TIMEOUT)
                .build());
        AwsCredentialsProvider credentials = credentials(settings.access());
        ClientOverrideConfiguration unrepeated = ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(ANSWER_TIMEOUT)
                .build();
        DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder()
                .httpClient(http)
                .credentialsProvider(credentials)
                .overrideConfiguration(unrepeated)
                .region(Region.of(settings.access().region()));
        settings.access().endpoint().ifPresent(builder::endpointOverride);
        this.dynamoDb = opened(builder.build());
        this.glue = settings.glue().map(declared -> {
            GlueAsyncClientBuilder glueBuilder = GlueAsyncClient.builder()
                    .httpClient(http)
                    .credentialsProvider(credentials)
                    .overrideConfiguration(unrepeated)
                    .region(Region.of(declared.region()));
            declared.endpoint().ifPresent(glueBuilder::endpointOverride);
            return opened(glueBuilder.build());
        });
    }

    public DynamoDbAsyncClient dynamoDb()
    {
        return dynamoDb;
    }

    public Optional<GlueAsyncClient> glue()
    {
        return glue;
    }

    private AwsCredentialsProvider credentials(DynamoDbSettings.Access access)
    {
        AwsCredentialsProvider own = own(access);
        return access.role().<AwsCredentialsProvider>map(role -> {
            StsClientBuilder builder = StsClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT))
                    .credentialsProvider(own)
                    .region(Region.of(access.region()));
            role.endpoint().ifPresent(endpoint -> builder.endpointOverride(endpoint));
            return opened(StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(opened(builder.build()))
                    .refreshRequest(request -> request
                            .roleArn(role.arn())
                            .externalId(role.externalId().orElse(null))
                            .roleSessionName("glaux"))
                    .build());
        }).orElse(own);
    }

    private AwsCredentialsProvider own(DynamoDbSettings.Access access)
    {
        if (access.keys().isPresent()) {
            DynamoDbSettings.Keys keys = access.keys().orElseThrow();
            return StaticCredentialsProvider.create(keys.sessionToken().isPresent()
                    ? AwsSessionCredentials.create(
                    keys.accessKey(),
                    keys.secretKey(),
                    keys.sessionToken().orElseThrow())
                    : AwsBasicCredentials.create(keys.accessKey(), keys.secretKey()));
        }
        return access.profile().isPresent()
                ? opened(ProfileCredentialsProvider.create(access.profile().orElseThrow()))
                : opened(DefaultCredentialsProvider.builder().build());
    }

    private <T extends SdkAutoCloseable> T opened(T resource)
    {
        open.push(resource);
        return resource;
    }

    /**
     * Where DynamoDB is, for messages.
     */
    static String where(DynamoDbSettings settings)
    {
        DynamoDbSettings.Access access = settings.access();
        return "Catalog %s: DynamoDB at %s".formatted(
                settings.catalog(),
                access.endpoint().map(URI::getAuthority).orElse(access.region()));
    }

    @Override
    public void close()
    {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
