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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Puts secrets where a text refers to them: <code>${FILE:PATH}</code> is what is in a file, without a line break at its
 * end; <code>${ENV:NAME}</code> is a variable of the environment; <code>${SECRET:NAME#KEY}</code> is the value of a
 * key in a secret of AWS Secrets Manager that is a JSON object, and <code>${SECRET:NAME}</code> one that is a text.
 * <code>$${</code> stands for <code>${</code>. What is put in is not looked at again.
 */
public final class SecretReferences
{
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{(FILE|ENV|SECRET):([^}]*)}");

    private final Map<String, String> environment;
    private Optional<AwsSecrets> secrets = Optional.empty();

    public SecretReferences(Map<String, String> environment)
    {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Where secrets of AWS are from now on. What is missing is found as the AWS SDK finds it.
     */
    void useSecretsManager(
            Optional<String> region,
            Optional<String> endpoint,
            Optional<String> accessKey,
            Optional<Secret> secretKey)
    {
        secrets = Optional.of(new AwsSecrets(region, endpoint, accessKey, secretKey));
    }

    /**
     * @param setting for messages
     * @throws ConfigurationException if a secret cannot be found; its message has the reference, not the secret
     */
    public String resolve(String setting, String text)
    {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(resolve(setting, found)));
    }

    private String resolve(String setting, MatchResult reference)
    {
        requireNonNull(setting, "setting is null");
        String kind = reference.group(1);
        if (kind == null) {
            return "${";
        }
        String name = reference.group(2);
        return switch (kind) {
            case "FILE" -> file(setting, name);
            case "ENV" -> Optional.ofNullable(environment.get(name)).orElseThrow(() -> new ConfigurationException(
                    "%s: the variable %s is not set".formatted(setting, name)));
            default -> secrets.orElseThrow(() -> new ConfigurationException(
                    "%s: a setting of AWS Secrets Manager cannot refer to it".formatted(setting))).get(setting, name);
        };
    }

    private static String file(String setting, String path)
    {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\\R\\z", "");
        }
        catch (IOException e) {
            throw new ConfigurationException(
                    "%s: the file %s is not there or cannot be read".formatted(setting, path), e);
        }
    }
}
