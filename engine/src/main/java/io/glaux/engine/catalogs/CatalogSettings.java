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
package io.glaux.engine.catalogs;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import static com.google.common.collect.Sets.difference;
import static com.google.common.collect.Sets.intersection;
import static java.util.Collections.unmodifiableSortedMap;

/**
 * The settings of a catalog by their keys. Values of secrets are in no text of this.
 *
 * @param open what administrators may see
 * @param secrets what nobody may see
 */
public record CatalogSettings(SortedMap<String, String> open, SortedMap<String, String> secrets)
{
    /**
     * Where a source or a host is.
     */
    public static final String URL = "url";
    /**
     * Of a catalog of hosts: the function that it was made with, when that is not an address.
     */
    public static final String FUNCTION = "function";

    /**
     * Sources have settings with names of tables and columns in their keys.
     */
    private static final Pattern KEY = Pattern.compile("[a-z][^\\p{Cntrl}=]{0,511}");
    /**
     * A key that ends in one of these words is secret, however it was given.
     */
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i).*(?:password|passphrase|passwd|pwd|secret|token|credentials?"
                    + "|(?:secret|private|api)[._-]?key|external[._-]?id)");
    private static final Pattern USER_IN_URL = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.:-]*://[^/?#]*@.*");
    private static final Pattern SECRET_IN_URL =
            Pattern.compile("(?is).*[?&;(,\\s](?:[a-z_-]*(?:password|passphrase|passwd|secret|token)|pwd)\\s*=.*");
    private static final int VALUE_LIMIT = 16_384;

    public CatalogSettings
    {
        open = unmodifiableSortedMap(new TreeMap<>(open));
        secrets = unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    /**
     * Settings as a person gives them.
     *
     * @param given those that are secret by their keys become so
     * @throws GlauxException with INVALID_INPUT if a key or value cannot be
     */
    public static CatalogSettings of(Map<String, String> given, Map<String, String> secrets)
    {
        SortedMap<String, String> hidden = new TreeMap<>(secrets);
        SortedMap<String, String> open = new TreeMap<>();
        given.forEach((key, value) -> {
            if (secrets.containsKey(key)) {
                throw invalid("The setting %s is given twice, once as a secret".formatted(key));
            }
            (SECRET_KEY.matcher(key).matches() ? hidden : open).put(key, value);
        });
        CatalogSettings settings = new CatalogSettings(open, hidden);
        settings.check();
        return settings;
    }

    public Optional<String> find(String key)
    {
        return Optional.ofNullable(open.get(key)).or(() -> Optional.ofNullable(secrets.get(key)));
    }

    /**
     * All of them, with the secrets: for whoever connects to the source.
     */
    public SortedMap<String, String> all()
    {
        SortedMap<String, String> all = new TreeMap<>(open);
        all.putAll(secrets);
        return all;
    }

    /**
     * The same with these in place of those that were given.
     */
    public CatalogSettings withOpen(Map<String, String> other)
    {
        return new CatalogSettings(new TreeMap<>(other), secrets);
    }

    /**
     * @throws GlauxException with INVALID_INPUT if a source of this kind needs others
     */
    void requireFor(SourceKind kind)
    {
        Set<String> given = new HashSet<>(open.keySet());
        given.addAll(secrets.keySet());
        Set<String> missing = new TreeSet<>(difference(kind.needed(), given));
        if (!missing.isEmpty()) {
            throw invalid("A source of kind %s needs the settings %s".formatted(
                    kind.text(),
                    String.join(", ", missing)));
        }
    }

    private void check()
    {
        all().forEach((key, value) -> {
            if (!KEY.matcher(key).matches()) {
                throw invalid("'%s' is no key: a key begins with a lower-case letter and has no '='"
                        .formatted(key));
            }
            if (value.isEmpty() || value.length() > VALUE_LIMIT || value.indexOf('\0') >= 0) {
                throw invalid("The value of %s is text of 1 to %s characters".formatted(key, VALUE_LIMIT));
            }
        });
        if (!intersection(open.keySet(), secrets.keySet()).isEmpty()) {
            throw invalid("The settings %s are given twice, once as secrets".formatted(
                    String.join(", ", intersection(open.keySet(), secrets.keySet()))));
        }
        open.forEach((key, value) -> {
            if (USER_IN_URL.matcher(value).matches() || SECRET_IN_URL.matcher(value).matches()) {
                throw invalid(
                        ("The value of %s holds a user or a secret, which would be shown: give them by keys of "
                                + "their own, the secret as a secret").formatted(key));
            }
        });
    }

    private static GlauxException invalid(String message)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, message);
    }

    @Override
    public String toString()
    {
        return "%s, secrets %s".formatted(open, secrets.keySet());
    }
}
