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
package io.glaux.testing.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * A block of code of a page of Markdown.
 *
 * @param file of the page, in the checkout
 * @param line of the fence that opens it, from 1
 * @param section the heading above it, empty where there is none
 * @param language what the fence says, empty for shell and for output
 * @param follows whether nothing but blank lines is between it and the block before
 */
record FencedBlock(String file, int line, String section, String language, String text, boolean follows)
{
    private static final Pattern FENCE = Pattern.compile("```(\\w*) *");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");

    FencedBlock
    {
        requireNonNull(file, "file is null");
        requireNonNull(section, "section is null");
        requireNonNull(language, "language is null");
        requireNonNull(text, "text is null");
    }

    /**
     * The blocks of a page, from the top.
     */
    static List<FencedBlock> read(String file, List<String> lines)
    {
        List<FencedBlock> blocks = new ArrayList<>();
        String section = "";
        boolean follows = false;
        int line = 0;
        while (line < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(line));
            Matcher heading = HEADING.matcher(lines.get(line));
            if (fence.matches()) {
                int end = line + 1 + lines.subList(line + 1, lines.size()).indexOf("```");
                if (end == line) {
                    throw new AssertionError("%s:%d opens a block that does not end".formatted(file, line + 1));
                }
                String text = String.join("\n", lines.subList(line + 1, end));
                blocks.add(new FencedBlock(file, line + 1, section, fence.group(1), text, follows));
                follows = true;
                line = end;
            }
            else if (heading.matches()) {
                section = heading.group(1);
                follows = false;
            }
            else if (!lines.get(line).isBlank()) {
                follows = false;
            }
            line++;
        }
        return blocks;
    }

    /**
     * Whether it shows what the block before it prints.
     */
    boolean isOutput()
    {
        return follows && language.isEmpty() && !text.startsWith("./glaux");
    }

    /**
     * The first two words.
     */
    String firstWords()
    {
        return Arrays.stream(text.strip().split("\\s+")).limit(2).collect(joining(" "));
    }

    String place()
    {
        return "%s:%d".formatted(file, line);
    }
}
