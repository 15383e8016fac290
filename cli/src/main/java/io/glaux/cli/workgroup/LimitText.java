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
package io.glaux.cli.workgroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.cli.Amounts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of workgroups as people write and read them.
 */
final class LimitText
{
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%?");

    private LimitText() {}

    /**
     * @throws IllegalArgumentException with a sentence for people
     */
    static long seconds(String text)
    {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no time: write 90s, 30m, 2h or 1d".formatted(text));
        }
        long factor = switch (matcher.group(2)) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
        };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    /**
     * @throws IllegalArgumentException with a sentence for people
     */
    static long percent(String text)
    {
        Matcher matcher = PERCENT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no share: write 25%%".formatted(text));
        }
        return Long.parseLong(matcher.group(1));
    }

    /**
     * The limits that the server tells, one sentence each; without any, one that says so.
     */
    static List<String> lines(JsonNode limits)
    {
        List<String> lines = new ArrayList<>();
        if (limits.has("MaxRunning")) {
            lines.add(limits.path("MaxRunning").asInt() + " running");
        }
        if (limits.has("MaxQueued")) {
            lines.add(limits.path("MaxQueued").asInt() + " queued");
        }
        if (limits.has("MaxRunSeconds")) {
            lines.add("run time " + time(limits.path("MaxRunSeconds").asLong()));
        }
        if (limits.has("MaxResultBytes")) {
            long bytes = limits.path("MaxResultBytes").asLong();
            lines.add("result size %s (%s bytes)".formatted(Amounts.bytes(bytes), bytes));
        }
        if (limits.has("MemoryPercent")) {
            lines.add("memory share %s%%".formatted(limits.path("MemoryPercent").asInt()));
        }
        if (limits.path("Weight").asInt(1) != 1) {
            lines.add("weight " + limits.path("Weight").asInt());
        }
        return lines.isEmpty() ? List.of("none") : lines;
    }

    private static String time(long seconds)
    {
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
