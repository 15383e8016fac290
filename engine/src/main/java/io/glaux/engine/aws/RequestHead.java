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
package io.glaux.engine.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * A request without its body, as it came from the wire.
 *
 * @param path percent-encoded, as sent
 * @param query as sent, empty when there is none
 * @param headers lower-case names, values in the order they were sent
 */
record RequestHead(String method, String path, String query, Map<String, List<String>> headers)
{
    RequestHead
    {
        requireNonNull(method, "method is null");
        requireNonNull(path, "path is null");
        requireNonNull(query, "query is null");
        requireNonNull(headers, "headers is null");
    }

    /**
     * One parameter of the query string.
     *
     * @param name as sent
     * @param value as sent, empty when there is none
     */
    record Parameter(String name, String value)
    {
        String decodedName()
        {
            return decode(name);
        }

        String decodedValue()
        {
            return decode(value);
        }

        private static String decode(String text)
        {
            return new String(PercentEncoding.decode(text.replace('+', ' ')), UTF_8);
        }
    }

    Optional<String> header(String name)
    {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    List<Parameter> parameters()
    {
        List<Parameter> parameters = new ArrayList<>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters.add(equals < 0
                        ? new Parameter(part, "")
                        : new Parameter(part.substring(0, equals), part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /**
     * The decoded value of the first parameter of this name.
     */
    Optional<String> parameter(String name)
    {
        return parameters().stream()
                .filter(parameter -> parameter.decodedName().equals(name))
                .map(Parameter::decodedValue)
                .findFirst();
    }
}
