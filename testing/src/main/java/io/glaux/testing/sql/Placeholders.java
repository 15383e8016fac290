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
package io.glaux.testing.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in files for what each run has its own of. A name that is not known stays as it is: tables have templates
 * with such names too.
 */
final class Placeholders
{
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z]+)}");
    private static final Map<String, String> PATTERNS = Map.of(
            "any", ".*",
            "number", "-?[0-9]+(?:\\.[0-9]+)?",
            "uuid", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Map<String, String> values;

    private Placeholders(Map<String, String> values)
    {
        this.values = values;
    }

    /**
     * @param values the longest first, as they are to be found in answers
     */
    static Placeholders of(Map<String, String> values)
    {
        return new Placeholders(new LinkedHashMap<>(values));
    }

    Placeholders with(String name, String value)
    {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Placeholders(more);
    }

    /**
     * The text to be sent.
     */
    String replace(String text)
    {
        return NAME.matcher(text).replaceAll(match ->
                Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /**
     * The text to be written into a file in place of an answer.
     */
    String insert(String answer)
    {
        String text = answer;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            // the bucket's name is a word like others outside of addresses
            String before = entry.getKey().equals("bucket") ? "s3://" : "";
            text = text.replace(before + entry.getValue(), before + "${" + entry.getKey() + "}");
        }
        return text;
    }

    boolean matches(String expected, String answer)
    {
        StringBuilder pattern = new StringBuilder();
        Matcher matcher = NAME.matcher(expected);
        int end = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(expected.substring(end, matcher.start())));
            String name = matcher.group(1);
            String value = Pattern.quote(values.getOrDefault(name, matcher.group()));
            pattern.append(PATTERNS.getOrDefault(name, value));
            end = matcher.end();
        }
        pattern.append(Pattern.quote(expected.substring(end)));
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(answer).matches();
    }
}
