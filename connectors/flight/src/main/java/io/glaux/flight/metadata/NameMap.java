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
package io.glaux.flight.metadata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import static java.util.Locale.ENGLISH;

/**
 * Names of a source beside those that the engine has for them, which are lower case. Of names that are the same in
 * lower case, the one that is spelled so keeps it; each other, and a name of no characters, gets {@code $} and a hash
 * of its own spelling behind it. So none is lost, and what a name stands for does not depend on the order in which they
 * are listed.
 */
public final class NameMap
{
    private static final int HASH_DIGITS = 8;

    private final Map<String, String> bySource;
    private final Map<String, String> byEngine;
    private final Map<String, List<String>> collisions;

    private NameMap(
            Map<String, String> bySource,
            Map<String, String> byEngine,
            Map<String, List<String>> collisions)
    {
        this.bySource = bySource;
        this.byEngine = byEngine;
        this.collisions = collisions;
    }

    /**
     * @param names as the source spells them, in an order that is kept
     */
    public static NameMap of(Collection<String> names)
    {
        Map<String, List<String>> byLowerCase = new TreeMap<>();
        for (String name : new TreeSet<>(names)) {
            byLowerCase.computeIfAbsent(name.toLowerCase(ENGLISH), _ -> new ArrayList<>()).add(name);
        }
        Map<String, String> byEngine = new LinkedHashMap<>();
        Map<String, String> bySource = new LinkedHashMap<>();
        Map<String, List<String>> collisions = new TreeMap<>();
        byLowerCase.forEach((lowerCase, spellings) -> {
            boolean isAlone = spellings.size() == 1;
            if (!lowerCase.isEmpty() && (isAlone || spellings.contains(lowerCase))) {
                byEngine.put(lowerCase, isAlone ? spellings.getFirst() : lowerCase);
            }
            if (!isAlone) {
                collisions.put(lowerCase, new ArrayList<>());
            }
        });
        for (String name : names) {
            String lowerCase = name.toLowerCase(ENGLISH);
            String engineName = name.equals(byEngine.get(lowerCase)) ? lowerCase : hashed(name, byEngine);
            if (bySource.putIfAbsent(name, engineName) == null) {
                byEngine.put(engineName, name);
                Optional.ofNullable(collisions.get(lowerCase)).ifPresent(colliding -> colliding.add(engineName));
            }
        }
        return new NameMap(bySource, byEngine, collisions);
    }

    /**
     * With more digits where another name happens to be spelled like it.
     */
    private static String hashed(String name, Map<String, String> taken)
    {
        String digits = HexFormat.of().formatHex(sha256(name));
        for (int length = HASH_DIGITS; length < digits.length(); length++) {
            String candidate = "%s$%s".formatted(name.toLowerCase(ENGLISH), digits.substring(0, length));
            if (name.equals(taken.getOrDefault(candidate, name))) {
                return candidate;
            }
        }
        return "%s$%s".formatted(name.toLowerCase(ENGLISH), digits);
    }

    private static byte[] sha256(String name)
    {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /**
     * In the order of the source's names.
     */
    public List<String> engineNames()
    {
        return List.copyOf(bySource.values());
    }

    /**
     * @throws IllegalArgumentException if there is no such name
     */
    public String engineName(String sourceName)
    {
        return findEngineName(sourceName)
                .orElseThrow(() -> new IllegalArgumentException("There is no name '%s'".formatted(sourceName)));
    }

    public Optional<String> findEngineName(String sourceName)
    {
        return Optional.ofNullable(bySource.get(sourceName));
    }

    public Optional<String> sourceName(String engineName)
    {
        return Optional.ofNullable(byEngine.get(engineName));
    }

    /**
     * The engine's names of those that are the same in lower case; empty when it is one, or none.
     */
    public List<String> ambiguous(String lowerCase)
    {
        return List.copyOf(collisions.getOrDefault(lowerCase, List.of()));
    }
}
