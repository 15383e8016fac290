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
package io.glaux.engine.dialect;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * How the files of a statement are compressed.
 *
 * @param name as Athena names it
 * @param codec as Trino names it
 * @param level 1 to 22, when the statement gives it
 */
record Compression(String name, String codec, OptionalInt level)
{
    Compression
    {
        requireNonNull(name, "name is null");
        requireNonNull(codec, "codec is null");
        requireNonNull(level, "level is null");
    }

    /**
     * @param otherwise what is meant when the statement does not say
     */
    static Compression of(TableProperties properties, String otherwise)
    {
        List<String> given = WriteFormat.COMPRESSION_PROPERTIES.stream().filter(properties::has).sorted().toList();
        if (given.size() > 1) {
            throw DialectErrors.property(
                    properties.position(given.getLast()),
                    "Only one compression property may be given, not %s".formatted(String.join(" and ", given)));
        }
        String name = given.stream()
                .findFirst()
                .flatMap(properties::text)
                .orElse(otherwise)
                .toUpperCase(Locale.ENGLISH);
        String codec = WriteFormat.codec(name).orElseThrow(() -> DialectErrors.property(
                properties.position(given.isEmpty() ? "" : given.getFirst()),
                "The compression %s is not written here: use NONE, SNAPPY, LZ4, ZSTD, GZIP or ZLIB".formatted(name)));
        OptionalInt level = properties.number("compression_level");
        if (level.isPresent() && (level.getAsInt() < 1 || level.getAsInt() > 22)) {
            throw DialectErrors.property(
                    properties.position("compression_level"), "compression_level is a number from 1 to 22");
        }
        return new Compression(name, codec, level);
    }
}
