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
package io.glaux.testing.instance;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * The AWS SDK for Java v2, pointed at an endpoint and otherwise as it comes.
 */
public record AwsClients(AthenaClient athena, GlueClient glue, S3Client s3, StsClient sts)
        implements AutoCloseable
{
    public static AwsClients of(InstanceEnvironment environment)
    {
        return of(environment.awsUrl(), environment.accessKey(), environment.secretKey(), environment.region());
    }

    public static AwsClients of(String url, String accessKey, String secretKey, String region)
    {
        return of(url, accessKey, secretKey, region, _ -> {});
    }

    /**
     * For tests whose server dies: the first failure is an answer.
     */
    public static AwsClients withoutRetries(InstanceEnvironment environment)
    {
        return of(
                environment.awsUrl(),
                environment.accessKey(),
                environment.secretKey(),
                environment.region(),
                builder -> builder.overrideConfiguration(
                        configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())));
    }

    private static AwsClients of(
            String url,
            String accessKey,
            String secretKey,
            String region,
            Consumer<AwsClientBuilder<?, ?>> more)
    {
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
        return new AwsClients(
                point(AthenaClient.builder(), url, region, credentials, more).build(),
                point(GlueClient.builder(), url, region, credentials, more).build(),
                point(S3Client.builder(), url, region, credentials, more).forcePathStyle(true).build(),
                point(StsClient.builder(), url, region, credentials, more).build());
    }

    /**
     * Every object whose key begins so, in the order of the keys.
     */
    public List<String> keys(String bucket, String prefix)
    {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close()
    {
        athena.close();
        glue.close();
        s3.close();
        sts.close();
    }

    private static <B extends AwsClientBuilder<B, ?>> B point(
            B builder,
            String url,
            String region,
            StaticCredentialsProvider credentials,
            Consumer<AwsClientBuilder<?, ?>> more)
    {
        more.accept(builder);
        return builder
                .endpointOverride(URI.create(url))
                .region(Region.of(region))
                .credentialsProvider(credentials);
    }
}
