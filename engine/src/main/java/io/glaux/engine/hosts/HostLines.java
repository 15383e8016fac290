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
package io.glaux.engine.hosts;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The lines that a host writes. Of a line that is too long the begin is kept: what a host writes must not take the
 * memory of the one who reads it.
 */
final class HostLines
{
    static final int LONGEST = 65_536;

    private final Reader reader;

    /**
     * @param reader buffered; it is read to its end
     */
    HostLines(Reader reader)
    {
        this.reader = requireNonNull(reader, "reader is null");
    }

    /**
     * @return empty at the end
     */
    Optional<String> next()
            throws IOException
    {
        StringBuilder line = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return Optional.empty();
        }
        while (character >= 0 && character != '\n') {
            if (line.length() < LONGEST) {
                line.append((char) character);
            }
            character = reader.read();
        }
        return Optional.of(line.toString());
    }
}
