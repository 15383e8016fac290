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
package io.glaux.engine.dialect.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * A text that was made from another by edits, and the way back: a place in the new text is the place in the old one
 * that it came from; a place within what was put in is where the edit began.
 */
public final class Translation
{
    private static final Pattern POSITION = Pattern.compile("\\bline (\\d+):(\\d+)");

    private final String original;
    private final String text;
    private final List<Edit> edits;

    private Translation(String original, String text, List<Edit> edits)
    {
        this.original = requireNonNull(original, "original is null");
        this.text = requireNonNull(text, "text is null");
        this.edits = List.copyOf(edits);
    }

    public static Builder of(String original)
    {
        return new Builder(original);
    }

    public String text()
    {
        return text;
    }

    /**
     * A message of the engine about the new text, as one about the old: {@code line L:C} becomes the user's.
     */
    public String message(String message)
    {
        Matcher matcher = POSITION.matcher(message);
        StringBuilder translated = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(translated, Matcher.quoteReplacement(position(matcher)));
        }
        return matcher.appendTail(translated).toString();
    }

    private String position(Matcher matcher)
    {
        int offset;
        try {
            offset = offset(text, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
        catch (NumberFormatException | IndexOutOfBoundsException _) {
            return matcher.group();
        }
        return "line " + lineAndColumn(original, originalOffset(offset));
    }

    /**
     * The place in the old text of a place in the new one.
     */
    public int originalOffset(int offset)
    {
        int shift = 0;
        for (Edit edit : edits) {
            int start = edit.start() + shift;
            if (offset < start) {
                break;
            }
            if (offset < start + edit.replacement().length()) {
                return edit.start();
            }
            shift += edit.replacement().length() - (edit.end() - edit.start());
        }
        return Math.clamp(offset - shift, 0, original.length());
    }

    /**
     * A place as the engine's messages tell it: both numbers count from 1, the column in code points.
     */
    public static String lineAndColumn(String text, int offset)
    {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        long line = text.substring(0, lineStart).chars().filter(next -> next == '\n').count() + 1;
        return "%s:%s".formatted(line, text.codePointCount(lineStart, offset) + 1);
    }

    private static int offset(String text, int line, int column)
    {
        int start = 0;
        for (int passed = 1; passed < line; passed++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw new IndexOutOfBoundsException(line);
            }
            start = end + 1;
        }
        return text.offsetByCodePoints(start, column - 1);
    }

    /**
     * Takes edits in the order of their places.
     */
    public static final class Builder
    {
        private final String original;
        private final StringBuilder text = new StringBuilder();
        private final List<Edit> edits = new ArrayList<>();
        private int copied;

        private Builder(String original)
        {
            this.original = requireNonNull(original, "original is null");
        }

        public Builder replace(int start, int end, String replacement)
        {
            if (start < copied || end < start || end > original.length()) {
                throw new IllegalArgumentException("An edit at %s to %s after %s".formatted(start, end, copied));
            }
            text.append(original, copied, start).append(replacement);
            edits.add(new Edit(start, end, replacement));
            copied = end;
            return this;
        }

        public Builder insert(int place, String inserted)
        {
            return replace(place, place, inserted);
        }

        public Translation build()
        {
            return new Translation(original, text + original.substring(copied), edits);
        }
    }

    private record Edit(int start, int end, String replacement) {}
}
