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
package io.glaux.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * What came of all checks of a host: a table for people, and JSON for programs.
 *
 * @param host where it is
 * @param seed of what was random
 */
public record Report(String host, long seed, List<CheckResult> results)
{
    private static final int INDENT = 21;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Report
    {
        requireNonNull(host, "host is null");
        results = List.copyOf(results);
    }

    public boolean conforms()
    {
        return results.stream().noneMatch(CheckResult::isFailed);
    }

    private long count(CheckResult.Status status)
    {
        return results.stream().filter(result -> result.status() == status).count();
    }

    /**
     * A line of the table; what was measured, and why it was skipped or failed, are on lines of their own below it.
     */
    static String line(CheckResult result)
    {
        String line = "%-8s %8.1f s  %-13s %s%n".formatted(
                word(result.status()),
                result.took().toMillis() / 1000.0,
                result.check().group(),
                result.check().name());
        String below = result.notes().stream().map(note -> note.indent(INDENT)).collect(joining());
        return result.reason().isEmpty()
                ? line + below
                : line + below + result.reason().strip().indent(INDENT);
    }

    /**
     * The last lines of the table.
     */
    String summary()
    {
        return "%s: %s passed, %s skipped, %s failed; seed %s%n%s%n".formatted(
                host,
                count(CheckResult.Status.PASSED),
                count(CheckResult.Status.SKIPPED),
                count(CheckResult.Status.FAILED),
                seed,
                conforms() ? "The host conforms" : "The host does not conform");
    }

    /**
     * One object, with an array {@code checks}.
     */
    String json()
    {
        ObjectNode report = MAPPER.createObjectNode();
        report.put("host", host);
        report.put("seed", seed);
        report.put("conforms", conforms());
        for (CheckResult.Status status : CheckResult.Status.values()) {
            report.put(word(status), count(status));
        }
        ArrayNode checks = report.putArray("checks");
        for (CheckResult result : results) {
            ObjectNode check = checks.addObject();
            check.put("group", result.check().group());
            check.put("name", result.check().name());
            check.put("status", word(result.status()));
            check.put("millis", result.took().toMillis());
            check.put("reason", result.reason());
            result.check().requirements().forEach(check.putArray("requirements")::add);
            result.notes().forEach(check.putArray("notes")::add);
        }
        try {
            return MAPPER.writeValueAsString(report) + "\n";
        }
        catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String word(CheckResult.Status status)
    {
        return status.name().toLowerCase(Locale.ENGLISH);
    }
}
