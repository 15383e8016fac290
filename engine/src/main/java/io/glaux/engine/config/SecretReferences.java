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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Resolves <code>${ENV:NAME}</code> and <code>${FILE:PATH}</code> in values, so that secrets need not stand in a
 * configuration file.
 */
public final class SecretReferences
{
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+):([^}]+)}");

    private final UnaryOperator<String> environment;

    /**
     * @param environment the value of a variable, or null
     */
    public SecretReferences(UnaryOperator<String> environment)
    {
        this.environment = requireNonNull(environment, "environment is null");
    }

    /**
     * @param key for the message only
     * @throws ConfigException if a variable is not set or a file cannot be read
     */
    public String resolve(String key, String value)
    {
        return REFERENCE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(lookUp(key, match)));
    }

    private String lookUp(String key, MatchResult match)
    {
        String name = match.group(2);
        return switch (match.group(1)) {
            case "ENV" -> Optional.ofNullable(environment.apply(name))
                    .orElseThrow(
                            () -> new ConfigException(
                                    "%s refers to the environment variable %s, which is not set".formatted(key, name)));
            case "FILE" -> readFile(key, Path.of(name));
            default -> throw new ConfigException(
                    "%s refers to ${%s:...}: only ${ENV:NAME} and ${FILE:PATH} are known".formatted(
                            key,
                            match.group(1)));
        };
    }

    private static String readFile(String key, Path file)
    {
        try {
            return Files.readString(file).strip();
        }
        catch (IOException e) {
            throw new ConfigException("%s refers to the file %s, which cannot be read".formatted(key, file));
        }
    }
}
