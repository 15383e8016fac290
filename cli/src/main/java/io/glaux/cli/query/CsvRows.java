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
package io.glaux.cli.query;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import static java.util.Objects.requireNonNull;

/**
 * Reads the CSV that the Athena API leaves in S3: every value is quoted and a quote in it doubled, a NULL is an empty
 * field without quotes, a row ends with a line feed.
 */
final class CsvRows
        implements Iterator<String[]>
{
    private static final int END = -1;
    private static final int BUFFER = 1 << 16;

    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private int current;

    CsvRows(Reader reader)
    {
        this.reader = requireNonNull(reader, "reader is null");
        advance();
    }

    @Override
    public boolean hasNext()
    {
        return current != END;
    }

    @Override
    public String[] next()
    {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<String> values = new ArrayList<>();
        values.add(field());
        while (current == ',') {
            advance();
            values.add(field());
        }
        if (current == '\n') {
            advance();
        }
        else if (current != END) {
            throw new IllegalStateException(
                    "the result is no CSV of the Athena API: a quote ends before its field does");
        }
        return values.toArray(String[]::new);
    }

    private String field()
    {
        StringBuilder text = new StringBuilder();
        if (current != '"') {
            while (current != ',' && current != '\n' && current != END) {
                text.append((char) current);
                advance();
            }
            return text.isEmpty() ? null : text.toString();
        }
        advance();
        while (true) {
            if (current == END) {
                throw new IllegalStateException("the result ends in the middle of a value");
            }
            if (current == '"') {
                advance();
                if (current != '"') {
                    return text.toString();
                }
            }
            text.append((char) current);
            advance();
        }
    }

    private void advance()
    {
        if (position == limit) {
            try {
                limit = reader.read(buffer);
                position = 0;
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (limit <= 0) {
            limit = 0;
            position = 0;
            current = END;
        }
        else {
            current = buffer[position++];
        }
    }
}
