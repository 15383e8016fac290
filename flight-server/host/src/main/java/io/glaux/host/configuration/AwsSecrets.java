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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Secrets in AWS Secrets Manager. Each is asked for once.
 */
final class AwsSecrets
{
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Optional<String> region;
    private final Optional<String> endpoint;
    private final Optional<String> accessKey;
    private final Optional<Secret> secretKey;
    private final Map<String, String> known = new HashMap<>();

    AwsSecrets(
            Optional<String> region,
            Optional<String> endpoint,
            Optional<String> accessKey,
            Optional<Secret> secretKey)
    {
        this.region = requireNonNull(region, "region is null");
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
        this.accessKey = requireNonNull(accessKey, "accessKey is null");
        this.secretKey = requireNonNull(secretKey, "secretKey is null");
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new ConfigurationException("secrets.access-key and secrets.secret-key are set together");
        }
    }

    /**
     * @param name of the secret or its ARN; with a key of its JSON object behind the last {@code #}
     */
    String get(String setting, String name)
    {
        int hash = name.lastIndexOf('#');
        String secret = hash < 0 ? name : name.substring(0, hash);
        String value = known.computeIfAbsent(secret, id -> ask(setting, id));
        return hash < 0 ? value : member(setting, secret, name.substring(hash + 1), value);
    }

    private String ask(String setting, String id)
    {
        try (SecretsManagerClient client = client()) {
            return Optional.ofNullable(client.getSecretValue(request -> request.secretId(id)))
                    .map(answer -> answer.secretString() != null
                            ? answer.secretString()
                            : answer.secretBinary().asString(UTF_8))
                    .orElseThrow();
        }
        catch (SdkException | IllegalArgumentException e) {
            throw new ConfigurationException("%s: the secret %s cannot be had from AWS Secrets Manager: %s".formatted(
                    setting, id, e.getMessage()), e);
        }
    }

    private SecretsManagerClient client()
    {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        region.map(Region::of).ifPresent(builder::region);
        endpoint.map(URI::create).ifPresent(builder::endpointOverride);
        accessKey.ifPresent(key -> builder.credentialsProvider(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key, new String(secretKey.orElseThrow().bytes(), UTF_8)))));
        return builder.build();
    }

    private static String member(String setting, String secret, String key, String value)
    {
        JsonNode member;
        try {
            member = MAPPER.readTree(value).path(key);
        }
        catch (JsonProcessingException _) {
            // without the cause, which quotes the secret
            throw new ConfigurationException("%s: the secret %s is not a JSON object".formatted(setting, secret));
        }
        if (!member.isValueNode() || member.isNull()) {
            throw new ConfigurationException("%s: the secret %s has no key %s".formatted(setting, secret, key));
        }
        return member.asText();
    }
}
