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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom a catalog asks that has no process of its own: hosts by their addresses, or another catalog's, by its name.
 */
public sealed interface HostFunction
{
    String METADATA = "metadata-function";
    String RECORDS = "record-function";

    Set<String> SCHEMES = Set.of("grpc", "grpc+tls");
    Pattern ARN = Pattern.compile("arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)(?::[^:]+)?");
    Pattern NAME = Pattern.compile("[a-zA-Z0-9_@-]{1,127}");

    /**
     * @param urls of {@code grpc://} or {@code grpc+tls://}, replicas of one another
     */
    record Addresses(List<URI> urls)
            implements HostFunction
    {
        public Addresses
        {
            urls = List.copyOf(urls);
        }
    }

    /**
     * @param name of another catalog
     */
    record Registered(String name)
            implements HostFunction {}

    /**
     * @throws GlauxException with INVALID_INPUT if the settings name none, or what cannot be one
     */
    static HostFunction of(CatalogSettings settings)
    {
        Set<String> named = new TreeSet<>();
        Stream.of(CatalogSettings.URL, CatalogSettings.FUNCTION, METADATA, RECORDS)
                .map(settings::find)
                .flatMap(Optional::stream)
                .forEach(named::add);
        if (named.isEmpty()) {
            throw invalid("A catalog of hosts needs the setting url: grpc://HOST:PORT or grpc+tls://HOST:PORT");
        }
        if (named.size() > 1) {
            throw invalid("%s and %s name different hosts: one host answers for metadata and for records".formatted(
                    METADATA,
                    RECORDS));
        }
        return parse(named.iterator().next());
    }

    /**
     * @param function addresses with commas between them, a name, or an ARN whose last part is such a name
     */
    static HostFunction parse(String function)
    {
        if (function.contains("://")) {
            return new Addresses(Arrays.stream(function.split(",", -1)).map(HostFunction::address).toList());
        }
        Matcher arn = ARN.matcher(function);
        String name = arn.matches() ? arn.group(1) : function;
        if (!NAME.matcher(name).matches()) {
            throw invalid(
                    ("'%s' is no host: give grpc://HOST:PORT, grpc+tls://HOST:PORT, the name of a catalog, or an ARN "
                            + "whose last part is such a name").formatted(function));
        }
        return new Registered(name);
    }

    private static URI address(String text)
    {
        try {
            URI url = new URI(text.strip());
            boolean isHost = url.getHost() != null && url.getPort() > 0 && isBare(url);
            if (isHost && url.getScheme() != null && SCHEMES.contains(url.getScheme())) {
                return url;
            }
        }
        catch (URISyntaxException _) {
            // told below
        }
        throw invalid("'%s' is no address of a host: write grpc://HOST:PORT or grpc+tls://HOST:PORT".formatted(
                text.strip()));
    }

    private static boolean isBare(URI url)
    {
        boolean hasPath = url.getPath() != null && !url.getPath().isEmpty() && !url.getPath().equals("/");
        return !hasPath && url.getUserInfo() == null && url.getQuery() == null;
    }

    private static GlauxException invalid(String message)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, message);
    }
}
