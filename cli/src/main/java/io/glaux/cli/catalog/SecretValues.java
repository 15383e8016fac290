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
package io.glaux.cli.catalog;

import io.glaux.cli.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * Reads secrets from where they are named, so that they stand on no command line: {@code @FILE}, or {@code env:NAME}.
 */
final class SecretValues
{
    private static final String VARIABLE = "env:";
    private static final String FILE = "@";

    private final UnaryOperator<String> environment;

    /**
     * @param environment the value of a variable, or null
     */
    SecretValues(UnaryOperator<String> environment)
    {
        this.environment = requireNonNull(environment, "environment is null");
    }

    /**
     * @throws ParameterException if it is neither
     * @throws CommandFailure if there is nothing to read
     */
    String read(CommandLine command, String key, String reference)
    {
        if (reference.startsWith(FILE)) {
            return nonEmpty(key, file(key, reference.substring(FILE.length())));
        }
        if (reference.startsWith(VARIABLE)) {
            String variable = reference.substring(VARIABLE.length());
            String value = environment.apply(variable);
            if (value == null) {
                throw new CommandFailure("--secret %s: the environment has no %s".formatted(key, variable));
            }
            return nonEmpty(key, value);
        }
        throw new ParameterException(
                command,
                "--secret %s wants @FILE or env:NAME, so that the secret itself stands on no command line".formatted(
                        key));
    }

    private static String file(String key, String name)
    {
        try {
            return Files.readString(Path.of(name)).strip();
        }
        catch (IOException e) {
            throw new CommandFailure("--secret %s: the file %s cannot be read".formatted(key, name));
        }
    }

    private static String nonEmpty(String key, String value)
    {
        if (value.isEmpty()) {
            throw new CommandFailure("--secret %s: there is nothing in it".formatted(key));
        }
        return value;
    }
}
