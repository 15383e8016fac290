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

import com.google.inject.ConfigurationException;
import io.airlift.configuration.Config;
import io.airlift.configuration.ConfigurationFactory;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * Reads the configuration: a properties file, and what the command line sets over it.
 */
public final class ConfigReader
{
    private static final int LARGEST_TYPING_ERROR = 4;
    private static final List<Class<?>> KEEPERS =
            List.of(GlauxConfig.class, EventsConfig.class, QueriesConfig.class, SourcesConfig.class);
    private static final Pattern WRONG_VALUE =
            Pattern.compile("Invalid value '(.*)' for type (\\S+) \\(property '([^']*)'\\).*", Pattern.DOTALL);
    private static final Pattern OUTSIDE =
            Pattern.compile("Invalid configuration property ([^\\s:]+): (.*?)(?: \\(for class .*\\))?");
    private static final Pattern BROKEN_RULE =
            Pattern.compile("Invalid configuration property with prefix '': (.*?)(?: \\(for class .*\\))?");

    private final SecretReferences references;

    public ConfigReader(SecretReferences references)
    {
        this.references = requireNonNull(references, "references is null");
    }

    /**
     * @throws ConfigException if the file cannot be read, has a key that there is not, or a value that does not fit
     */
    public GlauxConfig read(Optional<Path> file, Map<String, String> overrides)
    {
        Map<String, String> properties = new TreeMap<>();
        file.ifPresent(path -> properties.putAll(load(path)));
        properties.putAll(overrides);
        properties.keySet().forEach(key -> checkKnown(key, file.filter(_ -> !overrides.containsKey(key))));
        properties.values().removeIf(String::isBlank);
        file.ifPresent(path -> properties.putIfAbsent(
                SourcesConfig.FOLDER, path.toAbsolutePath().resolveSibling("catalogs").toString()));
        properties.replaceAll((key, value) -> references.resolve(key, value.strip()));

        try {
            ConfigurationFactory factory = new ConfigurationFactory(properties);
            return factory.build(GlauxConfig.class).withParts(new ConfigParts(
                    factory.build(EventsConfig.class),
                    factory.build(QueriesConfig.class),
                    factory.build(SourcesConfig.class)));
        }
        catch (ConfigurationException e) {
            throw new ConfigException(e.getErrorMessages().stream()
                    .map(message -> sentence(message.getMessage()))
                    .distinct()
                    .collect(joining("; ")));
        }
    }

    /**
     * The library's messages name the classes of the program; a person wants the key, and what it may be.
     */
    private static String sentence(String message)
    {
        Matcher wrong = WRONG_VALUE.matcher(message);
        if (wrong.matches()) {
            String type = wrong.group(2).substring(wrong.group(2).lastIndexOf('.') + 1);
            String kind = switch (type) {
                case "int" -> "a whole number";
                case "boolean" -> "true or false";
                case "DataSize" -> "a size like 4GB";
                case "Duration" -> "a time like 30s";
                case "ServerRole" -> "coordinator or worker";
                case "URI" -> "a URL";
                default -> "a " + type;
            };
            return "%s is %s, not '%s'".formatted(wrong.group(3), kind, wrong.group(1));
        }
        Matcher rule = BROKEN_RULE.matcher(message);
        if (rule.matches()) {
            return rule.group(1);
        }
        Matcher outside = OUTSIDE.matcher(message);
        return outside.matches() ? "%s %s".formatted(outside.group(1), outside.group(2)) : message;
    }

    private static Map<String, String> load(Path file)
    {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the configuration %s: %s".formatted(file, e.getMessage()));
        }
        Map<String, String> map = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    private static void checkKnown(String key, Optional<Path> file)
    {
        Set<String> keys = keys();
        if (keys.contains(key)) {
            return;
        }
        String where = file.map(path -> " in " + path).orElse("");
        String suggestion = keys.stream()
                .min(Comparator.comparingInt(known -> distance(key, known)))
                .filter(known -> distance(key, known) <= LARGEST_TYPING_ERROR)
                .map(", did you mean '%s'?"::formatted)
                .orElse("; docs/operate/configuration.md lists all keys");
        throw new ConfigException("unknown key '%s'%s%s".formatted(key, where, suggestion));
    }

    static Set<String> keys()
    {
        Set<String> keys = new TreeSet<>();
        for (Class<?> keeper : KEEPERS) {
            for (Method method : keeper.getMethods()) {
                Config config = method.getAnnotation(Config.class);
                if (config != null) {
                    keys.add(config.value());
                }
            }
        }
        return keys;
    }

    /**
     * Levenshtein's edit distance.
     */
    private static int distance(String left, String right)
    {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int substitution = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
